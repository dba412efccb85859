#!/bin/sh
# of: access.browser-ide
# red:
# kind: near-miss
# on: node
# says: sets headers of its own before the gate
set -eu
python3 - "$SERVICES/caddy/Caddyfile" <<'PYTHON'
import sys
text = open(sys.argv[1]).read()
own = '''\theader Strict-Transport-Security max-age=31536000\n\timport signed_in {$GATEWAY}:8443\n'''
open(sys.argv[1], "w").write(text.replace("\timport signed_in {$GATEWAY}:8443\n", own))
PYTHON

sleep 3
