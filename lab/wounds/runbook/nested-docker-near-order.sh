#!/bin/sh
# of: runbook.nested-docker
# red:
# kind: near-miss
# on: node
# says: the section moved up a level
set -eu
sed -i 's/^### Nested Docker/#### Nested Docker/' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
