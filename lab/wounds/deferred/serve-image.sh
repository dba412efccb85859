#!/bin/sh
# of: deferred.no-aoe-serve
# red: deferred.no-aoe-serve
# kind: mind
# on: agents
# says: keeps the dashboard in a container whose image runs it
set -eu
mkdir -p /tmp/bb/bin && cp /bin/busybox /tmp/bb/bin/busybox
tar -C /tmp/bb -c . | docker import --change 'ENTRYPOINT ["/bin/busybox"]' - agent-of-empires >/dev/null
rm -rf /tmp/bb
docker create --name dash --network none --restart unless-stopped agent-of-empires serve --port 8080 >/dev/null
