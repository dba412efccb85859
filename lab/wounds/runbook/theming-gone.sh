#!/bin/sh
# of: runbook.theming
# red: runbook.theming
# kind: plain
# on: node
# says: the parked notes were deleted
set -eu
rm "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment-theming-notes.md"
