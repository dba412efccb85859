#!/bin/sh
# of: environment.manager
# red: environment.manager
# kind: mind
# on: agents
# says: somebody told the running manager, and no file says so
set -eu
systemctl set-environment ANTHROPIC_API_KEY=sk-ant-api03-wound
