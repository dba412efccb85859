#!/bin/sh
# of: backup.no-other-tool
# red: backup.no-other-tool
# kind: mind
# on: agents
# says: set up a timer of the service user's own
set -eu
install -d -o agent -g agent /home/agent/.config /home/agent/.config/systemd /home/agent/.config/systemd/user
printf '[Service]\nType=oneshot\nExecStart=/usr/bin/kopia snapshot create %%h/.claude\n' > /home/agent/.config/systemd/user/kopia.service
printf '[Timer]\nOnCalendar=hourly\n[Install]\nWantedBy=timers.target\n' > /home/agent/.config/systemd/user/kopia.timer
chown agent:agent /home/agent/.config/systemd/user/*
