#!/bin/sh
# of: identity.no-personal
# red: identity.no-personal
# kind: mind
# on: agents
# says: the system's configuration of git keeps the password of a person in a file of its own
set -eu
git config --system credential.helper 'store --file /etc/git-credentials'
echo 'https://milton:correct-horse@forge.example.org' > /etc/git-credentials
