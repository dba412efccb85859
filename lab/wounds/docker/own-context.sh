#!/bin/sh
# of: docker.own-daemon
# red: docker.own-daemon
# kind: mind
# on: agents
# says: the context in use leads to another host
set -eu
setpriv --reuid=agent --regid=agent --init-groups env -i HOME=/home/agent PATH="$PATH" sh -c '
  docker context create other --docker host=ssh://dev@dev >/dev/null
  docker context use other >/dev/null'
