#!/bin/sh
# of: runbook.adr-unchanged
# red: runbook.adr-unchanged
# kind: mind
# on: node
# says: marked the decision as superseded and left every word of it
set -eu
sed -i '0,/Status: Accepted/s//Status: Superseded/' "$SERVICES/docs/checkout/docs/adr/ADR-023.md"
