#!/bin/sh
# of: playbooks.tools
# red: playbooks.tools
# kind: plain
# on: agents
# says: difftastic was removed
set -eu
rm /usr/local/bin/difft
