#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads alerts.fire-drill
# stays: alerts.handler-loads
# kind: mind
# on: agents
# says: the alert's token is gone
set -eu
rm /etc/ntfy/token
