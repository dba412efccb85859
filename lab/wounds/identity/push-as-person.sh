#!/bin/sh
# of: identity.push-account
# red: identity.push-account identity.no-personal
# kind: mind
# on: 
token=$(cat "$SECRETS/forgejo-milton")
lab-exec agents sed -i "s,http://claude:[^@]*@,http://milton:$token@," /home/agent/.git-credentials

# says: node
set -eu
stored a person's login, while commits carry the bot's name
