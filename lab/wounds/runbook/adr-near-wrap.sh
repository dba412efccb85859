#!/bin/sh
# of: runbook.adr-unchanged
# red:
# kind: near-miss
# on: node
# says: the decision was wrapped anew and got emphasis
set -eu
sed -i 's/^Chosen\.$/**Chosen.**/; s/No Backrest job for/No Backrest job\nfor/' "$LAB/services/docs/checkout/docs/adr/ADR-023.md"
