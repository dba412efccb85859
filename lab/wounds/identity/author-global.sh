#!/bin/sh
# of: identity.author
# red: identity.author
# kind: plain
# on: runuser -u agent -- git config --global user.name Milton
# says: agents
set -eu
set a person's name for the whole account
