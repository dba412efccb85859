#!/bin/sh
# of: runbook.homelab-install
# red:
# kind: near-miss
# on: node
# says: the heading is written in another case
set -eu
sed -i 's/^## Homelab install/## The HOMELAB install, by hand/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
