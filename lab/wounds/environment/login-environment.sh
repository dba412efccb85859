#!/bin/sh
# of: environment.login
# red: environment.login
# kind: mind
# on: agents
# says: /etc/environment gives it to every login
set -eu
echo 'DISABLE_TELEMETRY=1' >> /etc/environment
