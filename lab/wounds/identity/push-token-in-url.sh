#!/bin/sh
# of: identity.push-account
# red: identity.push-account isolation.origin
# kind: mind
# on: node
# says: wrote another bot's token into the address
set -eu
token=$(cat "$SECRETS/forgejo-codex")
lab-exec agents runuser -u agent -- git -C /home/agent/ready remote set-url origin "http://claude:$token@$GATEWAY:3000/senior-discount/ready.git"
