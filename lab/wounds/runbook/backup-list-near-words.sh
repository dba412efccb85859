#!/bin/sh
# of: runbook.backup-list
# red:
# kind: near-miss
# on: node
# says: the table got another head
set -eu
sed -i 's/^| Path | In the snapshots |/| Place | Saved? |/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
