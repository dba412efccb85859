#!/bin/sh
# of: container.caches-apart
# red: container.caches-apart signin.codex-modes
# stays: signin.codex-modes
# kind: mind
# on: agents
# says: moved the sign-in to the cache volume and left a link
set -eu
systemctl stop claude-remote-control.service
mkdir -p /var/lib/docker/agent && chmod 711 /var/lib/docker && mv /home/agent/.codex /var/lib/docker/agent/codex && ln -s /var/lib/docker/agent/codex /home/agent/.codex
chown -h agent:agent /home/agent/.codex
systemctl start claude-remote-control.service
