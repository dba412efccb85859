#!/bin/sh
# of: logs.per-unit
# red: logs.per-unit
# stays: logs.per-unit
# kind: mind
# on: agents
# says: told journald to keep warnings and worse alone
set -eu
mkdir -p /etc/systemd/journald.conf.d
printf '[Journal]\nMaxLevelStore=warning\n' > /etc/systemd/journald.conf.d/90-less.conf
