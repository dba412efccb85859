#!/bin/sh
# of: environment.login
# red: environment.login
# kind: mind
# on: agents
# says: the user's profile exports it, in two lines
set -eu
printf 'DISABLE_TELEMETRY=1\nexport DISABLE_TELEMETRY\n' >> /home/agent/.profile
