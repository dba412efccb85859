#!/bin/sh
# of: backup.no-other-tool
# red: backup.no-other-tool isolation.not-exported
# kind: mind
# on: agents
# says: dropped a script into cron.daily
set -eu
cat > /etc/cron.daily/zz-homes <<'S'
#!/bin/sh
cd /home && exec rsync -a --delete . backup@nas:homes/
S
chmod 755 /etc/cron.daily/zz-homes
