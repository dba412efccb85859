#!/bin/sh
# of: runbook.auth-file
# red:
# kind: near-miss
# on: node
# says: the same is said in other words
set -eu
sed -i 's/is password-equivalent/is a password in all but name/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
