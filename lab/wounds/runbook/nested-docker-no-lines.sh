#!/bin/sh
# of: runbook.nested-docker
# red: runbook.nested-docker
# kind: plain
# on: node
# says: the apparmor exception is no longer documented
set -eu
sed -i 's/lxc\.apparmor\.profile/the apparmor profile/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
