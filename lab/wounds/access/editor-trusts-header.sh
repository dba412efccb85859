#!/bin/sh
# of: access.browser-ide
# red: access.browser-ide
# kind: mind
# on: node
# says: believes a header that says who is asking
set -eu
python3 - "$SERVICES/caddy/Caddyfile" <<'PYTHON'
import sys
text = open(sys.argv[1]).read()
own = '''\t@known header X-Auth-Request-User *\n\thandle @known {\n\t\treverse_proxy {$GATEWAY}:8443\n\t}\n\timport signed_in {$GATEWAY}:8443\n'''
open(sys.argv[1], "w").write(text.replace("\timport signed_in {$GATEWAY}:8443\n", own))
PYTHON

sleep 3
