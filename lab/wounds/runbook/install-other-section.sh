#!/bin/sh
# of: runbook.homelab-install
# red: runbook.homelab-install
# kind: mind
# on: node
# says: a step is told in the section on the Mac alone
set -eu
sed -i 's/^3\. Run `codex login.*/3. See above./' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
sed -i 's/^2\. Run `claude` once.*/&\n3. Run `codex login --device-auth`./' "$LAB/services/docs/checkout/docs/workstation/ai-agent-dev-environment.md"
