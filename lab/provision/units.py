"""Unit files of the agents host, as the playbook would lay them down."""

from __future__ import annotations

CLAUDE = """\
[Unit]
Description=Claude Code Remote Control for the ready repository
After=network-online.target
Wants=network-online.target
OnFailure=ntfy@%n.service
StartLimitIntervalSec=300
StartLimitBurst=3

[Service]
User=agent
Group=agent
WorkingDirectory=/home/agent/ready
Environment=NO_COLOR=1 TERM=dumb
ExecStart=/usr/local/bin/claude remote-control --name ready --spawn=worktree
Restart=always
RestartSec=2
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths=/home/agent
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
LockPersonality=yes
SystemCallArchitectures=native
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
"""

NTFY = """\
[Unit]
Description=Tell ntfy that %i failed
After=network-online.target

[Service]
Type=oneshot
ExecStart=/usr/bin/curl --silent --show-error --fail --max-time 10 --retry 3 --output /dev/null \\
  --header @/etc/ntfy/token --header "Title: %i failed on %H" --header "Priority: high" --data "%i entered the failed state on %H" {url}/{topic}
"""

NETBIRD = """\
[Unit]
Description=Netbird overlay client
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=/usr/local/bin/netbird service run
Restart=on-failure
RestartSec=5

[Install]
WantedBy=multi-user.target
"""

ALLOY = """\
[Unit]
Description=Grafana Alloy, ships the journal to Loki
After=network-online.target
Wants=network-online.target

[Service]
User=alloy
SupplementaryGroups=systemd-journal
ExecStart=/usr/local/bin/alloy run /etc/alloy/config.alloy
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure

[Install]
WantedBy=multi-user.target
"""
