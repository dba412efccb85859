#!/bin/sh
# of: container.hostname
# red: container.hostname
# kind: plain
# on: agents
# says: renamed the host by hand
set -eu
hostname agents-new
systemctl daemon-reload  # the units name the host
