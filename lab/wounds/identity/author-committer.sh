#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: runuser -u agent -- git config --global committer.name Milton
# says: agents
set -eu
set the committer alone
