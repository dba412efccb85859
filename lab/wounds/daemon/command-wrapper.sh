#!/bin/sh
# of: daemon.command
# red: daemon.command playbooks.tools
# stays: daemon.command playbooks.tools
# kind: mind
# on: agents
# says: the program in its place is a wrapper that leaves the spawn mode out
set -eu
mv /usr/local/bin/claude /usr/local/bin/claude.real
printf '#!/bin/sh\nexec /usr/local/bin/claude.real remote-control --name ready\n' > /usr/local/bin/claude
chmod 755 /usr/local/bin/claude
systemctl restart claude-remote-control.service
sleep 3
