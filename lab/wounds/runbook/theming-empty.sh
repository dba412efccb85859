#!/bin/sh
# of: runbook.theming
# red: runbook.theming
# kind: mind
# on: node
# says: the parked notes are an empty file
set -eu
: > "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment-theming-notes.md"
