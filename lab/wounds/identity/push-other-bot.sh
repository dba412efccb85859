#!/bin/sh
# of: identity.push-account
# red: identity.push-account
# kind: plain
# on: 
token=$(cat "$SECRETS/forgejo-codex")
lab-exec agents sed -i "s,http://claude:[^@]*@,http://claude:$token@," /home/agent/.git-credentials

# says: node
set -eu
put the other bot's token under claude's name
