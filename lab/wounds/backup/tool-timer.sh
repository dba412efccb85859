#!/bin/sh
# of: backup.no-other-tool
# red: backup.no-other-tool
# kind: plain
# on: agents
# says: set up a nightly restic of the service user's home
set -eu
cat > /etc/systemd/system/restic.service <<'U'
[Unit]
Description=Nightly backup
[Service]
Type=oneshot
User=agent
Environment=RESTIC_PASSWORD=not-a-real-password
ExecStart=-/usr/bin/restic -r sftp:backup@nas:/agents backup %h
U
cat > /etc/systemd/system/restic.timer <<'U'
[Timer]
OnCalendar=daily
[Install]
WantedBy=timers.target
U
systemctl daemon-reload
systemctl enable -q --now restic.timer
