#!/bin/sh
# of: runbook.adr-unchanged
# red: runbook.adr-unchanged
# kind: mind
# on: node
# says: a sentence was dropped
set -eu
sed -i '/No Backrest job for agent/d' "$LAB/services/docs/checkout/docs/adr/ADR-023.md"
