#!/bin/sh
# of: environment.unit
# red: environment.unit daemon.loaded-is-disk
# kind: mind
# on: agents
# says: an optional environment file sets it, with blanks around the equals sign
set -eu
printf '# from the Mac\n  ANTHROPIC_API_KEY = "sk-ant-api03-wound"\n' > /etc/default/claude
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\nEnvironmentFile=-/etc/default/claude\n' > /etc/systemd/system/claude-remote-control.service.d/90-file.conf
systemctl daemon-reload
