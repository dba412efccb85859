#!/bin/sh
# of: runbook.backup-list
# red: runbook.backup-list
# kind: mind
# on: node
# says: a path was taken out of the list
set -eu
sed -i '/^| `\/var\/lib\/docker`/d' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
