#!/bin/sh
# of: access.browser-ide
# red: access.browser-ide
# kind: mind
# on: node
# says: dropped the editor's block, so that an empty page answers
set -eu
python3 - "$SERVICES/caddy/Caddyfile" <<'PYTHON'
import re, sys
text = open(sys.argv[1]).read()
open(sys.argv[1], "w").write(re.sub(r"code-server-dev\.eva-00\.network \{.*?\n\}\n", "", text, flags=re.S))
PYTHON

sleep 3
