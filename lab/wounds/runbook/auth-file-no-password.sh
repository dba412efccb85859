#!/bin/sh
# of: runbook.auth-file
# red: runbook.auth-file
# kind: plain
# on: node
# says: nothing says any more that auth.json is a password
set -eu
sed -i 's/is password-equivalent/is a file/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
