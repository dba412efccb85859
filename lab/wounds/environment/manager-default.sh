#!/bin/sh
# of: environment.manager
# red: environment.manager
# kind: plain
# on: agents
# says: every service gets the variable by DefaultEnvironment=
set -eu
mkdir -p /etc/systemd/system.conf.d
printf '[Manager]\nDefaultEnvironment=DISABLE_TELEMETRY=1\n' > /etc/systemd/system.conf.d/telemetry.conf
systemctl daemon-reload
