#!/bin/sh
# of: identity.no-personal
# red: identity.no-personal
# kind: mind
# on: agents
# says: signed the GitHub client in
set -eu
runuser -u agent -- mkdir -p /home/agent/.config/gh
runuser -u agent -- sh -c 'umask 077; printf "github.com:\n    user: milton\n    oauth_token: gho_x\n" > /home/agent/.config/gh/hosts.yml'
