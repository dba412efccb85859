#!/bin/sh
# of: identity.push-account
# red: identity.push-account
# kind: plain
# on: node
# says: put the other bot's token under claude's name
set -eu
token=$(cat "$SECRETS/forgejo-codex")
lab-exec agents sed -i "s,http://claude:[^@]*@,http://claude:$token@," /home/agent/.git-credentials
