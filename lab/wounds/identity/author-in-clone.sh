#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: agents
# says: set a person's address in one clone
set -eu
runuser -u agent -- git -C /home/agent/ready config user.email milton@eva-00.network
