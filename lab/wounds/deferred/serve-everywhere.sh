#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve network.no-inbound
# kind: mind
# on: agents
# says: replaced AoE by a server on every address, run by a transient unit
set -eu
cat > /usr/local/bin/aoe-all <<'S'
#!/bin/sh
exec python3 -m http.server 8080
S
mv /usr/local/bin/aoe /usr/local/bin/aoe.real
cat > /usr/local/bin/aoe <<'S'
#!/bin/sh
[ "$1" = serve ] || exec /usr/local/bin/aoe.real "$@"
exec python3 -m http.server 8080
S
chmod 755 /usr/local/bin/aoe
rm /usr/local/bin/aoe-all
systemd-run -q --collect --unit=dash -p User=agent -p OnFailure=ntfy@dash.service.service /usr/local/bin/aoe serve
sleep 1
