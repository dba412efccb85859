#!/bin/sh
# of: logs.per-unit
# red: logs.per-unit
# stays: logs.per-unit
# kind: mind
# on: agents
# says: told journald to keep nothing from its next start on
set -eu
mkdir -p /etc/systemd/journald.conf.d
printf '[Journal]\nStorage=none\n' > /etc/systemd/journald.conf.d/90-none.conf
