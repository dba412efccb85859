#!/bin/sh
# of: runbook.theming
# red: runbook.theming
# kind: mind
# on: node
# says: of the parked notes the heading is left
set -eu
echo '# Theming' > "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment-theming-notes.md"
