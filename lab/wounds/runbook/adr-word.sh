#!/bin/sh
# of: runbook.adr-unchanged
# red: runbook.adr-unchanged
# kind: plain
# on: node
# says: a "not" was taken out of the decision
set -eu
sed -i 's/Do not mount/Do mount/' "$LAB/services/docs/checkout/docs/adr/ADR-023.md"
