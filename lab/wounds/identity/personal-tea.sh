#!/bin/sh
# of: identity.no-personal
# red: identity.no-personal
# kind: mind
# on: agents
# says: signed Forgejo's own client in as a person
set -eu
runuser -u agent -- mkdir -p /home/agent/.config/tea
runuser -u agent -- sh -c 'umask 077; printf "logins:\n  - name: git\n    url: https://git.eva-00.network\n    token: 0123\n    user: milton\n" > /home/agent/.config/tea/config.yml'
