#!/bin/sh
# of: identity.author
# red: identity.author
# kind: plain
# on: agents
# says: set a person's name for the whole account
set -eu
runuser -u agent -- git config --global user.name Milton
