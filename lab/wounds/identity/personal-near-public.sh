#!/bin/sh
# of: identity.no-personal
# red:
# kind: near-miss
# on: agents
# says: keeps a public key, a note about keys, and a netrc without a password
set -eu
runuser -u agent -- mkdir -p -m 700 /home/agent/.ssh
runuser -u agent -- ssh-keygen -q -t ed25519 -N '' -C bot -f /home/agent/x
mv /home/agent/x.pub /home/agent/.ssh/milton.pub
rm /home/agent/x
runuser -u agent -- sh -c 'printf "machine github.com\n  login milton\n" > /home/agent/.netrc; printf "begin with a PRIVATE KEY of your own\n" > /home/agent/notes'
