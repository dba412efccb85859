#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: agents
# says: the user's profile names a person, which outranks every configuration of Git
set -eu
echo 'export GIT_AUTHOR_NAME=Milton' >> /home/agent/.profile
