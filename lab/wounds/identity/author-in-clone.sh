#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: runuser -u agent -- git -C /home/agent/ready config user.email milton@eva-00.network
# says: agents
set -eu
set a person's address in one clone
