#!/bin/sh
# of: playbooks.tools
# red: playbooks.tools
# kind: mind
# on: agents
# says: aoe is only found in a login
set -eu
mkdir -p /home/agent/.local/bin
mv /usr/local/bin/aoe /home/agent/.local/bin/aoe
chown -R agent: /home/agent/.local
printf '\nPATH=$HOME/.local/bin:$PATH\n' >> /home/agent/.profile
