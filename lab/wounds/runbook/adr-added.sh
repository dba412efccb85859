#!/bin/sh
# of: runbook.adr-unchanged
# red: runbook.adr-unchanged
# kind: mind
# on: node
# says: a sentence was added
set -eu
printf "\nThe agents may also mount the work tree of dev.\n" >> "$LAB/services/docs/checkout/docs/adr/ADR-023.md"
