#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: agents
# says: set the committer alone
set -eu
runuser -u agent -- git config --global committer.name Milton
