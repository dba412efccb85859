#!/bin/sh
# of: daemon.only-under-systemd
# red: daemon.only-under-systemd
# kind: mind
# on: agents
# says: cron starts a script that starts one
set -eu
printf '#!/bin/sh\ncd /home/agent/ready && exec claude remote-control --name ready\n' > /usr/local/bin/start-remote
chmod 755 /usr/local/bin/start-remote
echo '@reboot agent /usr/local/bin/start-remote' > /etc/cron.d/remote
