#!/bin/sh
# of: backup.no-other-tool
# red: backup.no-other-tool
# kind: mind
# on: agents
# says: backs homes up by a tool whose paths stand in a file that its command names
set -eu
printf 'locations:\n  homes:\n    from: /home\n' > /etc/autorestic.yml
printf '[Service]\nExecStart=/usr/local/bin/autorestic backup -a -c /etc/autorestic.yml\n' > /etc/systemd/system/homes.service
systemctl daemon-reload
