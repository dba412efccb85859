#!/bin/sh
# of: runbook.theming
# red:
# kind: near-miss
# on: node
# says: the notes changed
set -eu
printf "\nMore colours.\n" >> "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment-theming-notes.md"
