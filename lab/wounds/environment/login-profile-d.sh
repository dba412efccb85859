#!/bin/sh
# of: environment.login
# red: environment.login
# kind: mind
# on: agents
# says: a profile of the whole host exports it
set -eu
echo 'export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1' > /etc/profile.d/quiet.sh
