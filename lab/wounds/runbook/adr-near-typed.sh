#!/bin/sh
# of: runbook.adr-unchanged
# red:
# kind: near-miss
# on: node
# says: edited the decision with a word processor: a mark in front, curly quotes, bold words, a comment, and not a word else
set -eu
python3 - "$SERVICES/docs/checkout/docs/adr/ADR-023.md" <<'PY'
import sys
text = open(sys.argv[1], encoding="utf-8").read()
text = text.replace("'", "\u2019").replace("always-on.", "**always-on**.")
open(sys.argv[1], "w", encoding="utf-8").write(f"\ufeff{text}\n<!-- read in October -->\n")
PY
