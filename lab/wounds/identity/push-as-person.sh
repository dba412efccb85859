#!/bin/sh
# of: identity.push-account
# red: identity.push-account identity.no-personal
# kind: mind
# on: node
# says: stored a person's login, while commits carry the bot's name
set -eu
token=$(cat "$SECRETS/forgejo-milton")
lab-exec agents sed -i "s,http://claude:[^@]*@,http://milton:$token@," /home/agent/.git-credentials
