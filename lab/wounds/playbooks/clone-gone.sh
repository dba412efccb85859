#!/bin/sh
# of: playbooks.clone
# red: playbooks.clone
# kind: plain
# on: agents
# says: the clone was deleted
set -eu
rm -rf /home/agent/ready
