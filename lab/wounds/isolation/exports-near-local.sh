#!/bin/sh
# of: isolation.not-exported
# red:
# kind: near-miss
# on: agents
# says: a job that copies within the host, one that is commented out, one that cron ignores, an rsync unit that is off
set -eu
printf '0 4 * * * root rsync -a /home/agent/ready/ /var/backups/ready/\n# */5 * * * * agent rsync -a dev:ready/ ready/\n' > /etc/cron.d/copies
echo '*/5 * * * * agent rsync -a dev:ready/ ready/' > /etc/cron.d/old.disabled
printf '[Unit]\nConditionPathExists=/etc/rsyncd.conf\n[Service]\nExecStart=/usr/bin/rsync --daemon --no-detach\n[Install]\nWantedBy=multi-user.target\n' > /etc/systemd/system/rsync.service
printf '# /home/agent *(rw)\n' > /etc/exports
systemctl daemon-reload
