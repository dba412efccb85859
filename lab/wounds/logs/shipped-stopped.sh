#!/bin/sh
# of: logs.shipped
# red: logs.shipped logs.per-unit logs.drill
# kind: plain
# on: agents
# says: stopped and disabled Alloy
set -eu
systemctl -q disable --now alloy.service
logger -t drift 'after the stop'
