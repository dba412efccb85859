#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads alerts.fire-drill
# kind: mind
# on: agents
# says: the file of the alert unit is gone, and systemd still has it in memory
set -eu
rm /etc/systemd/system/ntfy@.service
