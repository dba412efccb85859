#!/bin/sh
# of: playbooks.clone
# red: playbooks.clone
# kind: mind
# on: agents
# says: the clone is bare
set -eu
runuser -u agent -- git -C /home/agent/ready config core.bare true
