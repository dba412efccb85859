#!/bin/sh
# of: runbook.homelab-install
# red: runbook.homelab-install
# kind: plain
# on: node
# says: the step that signs Codex in was cut
set -eu
sed -i '/codex login --device-auth/d' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
