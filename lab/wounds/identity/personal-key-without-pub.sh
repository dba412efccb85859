#!/bin/sh
# of: identity.no-personal
# red: identity.no-personal
# kind: mind
# on: agents
# says: kept a private key under another name, without its public half
set -eu
runuser -u agent -- ssh-keygen -q -t rsa -b 2048 -m PEM -N '' -C '' -f /home/agent/notes
mv /home/agent/notes /home/agent/old-notes.txt
rm /home/agent/notes.pub
