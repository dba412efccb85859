#!/bin/sh
# of: runbook.nested-docker
# red: runbook.nested-docker docker.constraints-recorded
# kind: mind
# on: node
# says: the whole section was cut
set -eu
sed -i '/^### Nested Docker/,/^### What/{/^### What/!d}' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
