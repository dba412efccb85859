"""Units of both hosts that no playbook lays down: those that come with the programs."""

from __future__ import annotations

from lab.layers import Layer

HOME = "/etc/systemd/system"

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

AOE_SERVE = """\
[Unit]
Description=AoE dashboard, behind the sign-in of the proxy
After=network-online.target
Wants=network-online.target
OnFailure=ntfy@%n.service
StartLimitIntervalSec=600
StartLimitBurst=5

[Service]
User=agent
WorkingDirectory=/home/agent
ExecStart=/usr/local/bin/aoe serve --host 0.0.0.0 --port {port} --behind-proxy
Restart=always
RestartSec=5

NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=/home/agent
PrivateTmp=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictRealtime=yes
LockPersonality=yes
SystemCallArchitectures=native
CapabilityBoundingSet=
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
UMask=0077

[Install]
WantedBy=multi-user.target
"""


def enable(layer: Layer, name: str, text: str) -> None:
    layer.file(f"{HOME}/{name}", text)
    layer.link(f"{HOME}/multi-user.target.wants/{name}", f"{HOME}/{name}")
