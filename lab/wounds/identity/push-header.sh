#!/bin/sh
# of: identity.push-account
# red: identity.push-account
# kind: mind
# on: agents
# says: has git send the other bot's token with every request, before any login
set -eu
token=$(sed -n 's,.*//codex:\([^@]*\)@.*,\1,p' /home/agent/.git-credentials | head -n 1)
[ -n "$token" ]
runuser -u agent -- git config --file /home/agent/.gitconfig http.extraHeader "Authorization: token $token"
