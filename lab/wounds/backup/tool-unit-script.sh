#!/bin/sh
# of: backup.no-other-tool
# red: backup.no-other-tool
# kind: mind
# on: agents
# says: had a unit call a script that calls borg in a loop
set -eu
cat > /usr/local/sbin/nightly <<'S'
#!/bin/sh
export BORG_PASSPHRASE=not-a-real-password
ROOT=/home/agent
for name in ready .claude; do
  set -- "$@" "$ROOT/$name"
  borg create \
    --compression zstd /srv/borg::now \
    "$ROOT/$name"
done
S
chmod 755 /usr/local/sbin/nightly
cat > /etc/systemd/system/nightly.service <<'U'
[Service]
Type=oneshot
ExecStart=/usr/local/sbin/nightly
U
systemctl daemon-reload
