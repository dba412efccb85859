#!/bin/sh
# of: daemon.non-root
# red: daemon.non-root
# kind: mind
# on: agents
# says: root has no password, so that su asks for none
set -eu
passwd -q -d root
