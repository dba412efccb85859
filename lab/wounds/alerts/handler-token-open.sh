#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads
# kind: mind
# on: agents
# says: everybody on the host may read the alert's token
set -eu
chmod 755 /etc/ntfy
chmod 644 /etc/ntfy/token
