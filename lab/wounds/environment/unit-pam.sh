#!/bin/sh
# of: environment.unit
# red: environment.unit environment.login daemon.loaded-is-disk daemon.installed
# kind: mind
# on: agents
# says: the unit opens a PAM session, which reads /etc/environment, from its next start on
set -eu
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nPAMName=login\n' > /etc/systemd/system/claude-remote-control.service.d/90-session.conf
echo 'ANTHROPIC_API_KEY=sk-ant-x' >> /etc/environment
systemctl daemon-reload
