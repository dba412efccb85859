#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# kind: mind
# on: agents
# says: set up a tunnel to the host
set -eu
cat > /etc/systemd/system/tunnel.service <<'U'
[Service]
ExecStart=/usr/local/bin/cloudflared tunnel run agents
U
systemctl daemon-reload
