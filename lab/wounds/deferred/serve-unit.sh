#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# kind: plain
# on: agents
# says: set up the AoE dashboard ahead of its decision
set -eu
cat > /etc/systemd/system/aoe-serve.service <<'U'
[Unit]
Description=AoE dashboard
After=network-online.target
Wants=network-online.target
OnFailure=ntfy@%n.service
[Service]
User=agent
ExecStart=/usr/local/bin/aoe serve --port 8080
Restart=always
RestartSec=5
StartLimitIntervalSec=300
ProtectSystem=full
NoNewPrivileges=yes
PrivateTmp=yes
[Install]
WantedBy=multi-user.target
U
systemctl daemon-reload
systemctl enable -q --now aoe-serve.service
sleep 1
