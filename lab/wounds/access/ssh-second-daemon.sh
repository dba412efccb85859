#!/bin/sh
# of: access.ssh-keys-only
# red: access.ssh-keys-only network.no-inbound
# stays: access.ssh-keys-only network.no-inbound
# kind: mind
# on: agents
# says: a second daemon on another port, with a configuration of its own, takes passwords
set -eu
printf 'Port 2222\nPasswordAuthentication yes\nUsePAM yes\nPidFile /run/sshd-second.pid\n' > /etc/ssh/sshd_config_second
printf '[Service]\nExecStart=/usr/sbin/sshd -D -f /etc/ssh/sshd_config_second\n[Install]\nWantedBy=multi-user.target\n' > /etc/systemd/system/ssh-second.service
systemctl daemon-reload
systemctl enable --now ssh-second.service 2>/dev/null
