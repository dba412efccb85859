#!/bin/sh
# of: daemon.hardening-fits
# red: daemon.hardening-fits
# kind: mind
# on: agents
# says: the folder of worktrees is closed
set -eu
mkdir -p /home/agent/ready/.claude/worktrees
chown -R agent: /home/agent/ready/.claude
install -d -o agent -g agent /home/agent/ready/.git/info
echo .claude/ >> /home/agent/ready/.git/info/exclude
mkdir -p /etc/systemd/system/claude-remote-control.service.d
printf '[Service]\n%s\n' 'ReadOnlyPaths=/home/agent/ready/.claude/worktrees' > /etc/systemd/system/claude-remote-control.service.d/90-local.conf
systemctl daemon-reload
systemctl restart claude-remote-control.service
sleep 3
