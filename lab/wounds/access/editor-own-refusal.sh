#!/bin/sh
# of: access.browser-ide
# red: access.browser-ide
# kind: mind
# on: node
# says: took the gate away from an editor that refuses strangers by itself
set -eu
python3 - "$SERVICES/caddy/Caddyfile" <<'PY'
import sys
text = open(sys.argv[1]).read()
gated = "code-server-dev.eva-00.network {\n\timport own_certificate\n\timport signed_in {$GATEWAY}:8443\n}"
assert gated in text
open(sys.argv[1], "w").write(text.replace(gated, 'code-server-dev.eva-00.network {\n\timport own_certificate\n\trespond "Unauthorized wound" 401\n}'))
PY
for _ in $(seq 60); do
  said=$(curl -sk -o /dev/null -w '%{http_code}' --resolve "code-server-dev.eva-00.network:443:$GATEWAY" https://code-server-dev.eva-00.network/ || :)
  [ "$said" = 401 ] && break
  sleep 0.5
done
