#!/bin/sh
# of: backup.no-other-tool
# red: backup.no-other-tool
# kind: mind
# on: agents
# says: scheduled borgmatic, whose list stands in its own file
set -eu
mkdir -p /etc/borgmatic
printf 'source_directories:\n    - /etc\n    - /home\nrepositories:\n    - path: /srv/borg\n' > /etc/borgmatic/config.yaml
echo '5 4 * * * root borgmatic --verbosity -1' > /etc/cron.d/borgmatic
