#!/bin/sh
# of: deferred.no-link
# red: deferred.no-link
# kind: mind
# on: node
# says: linked the AoE port on the agents host
set -eu
cd "$SERVICES/glance/config"
cat >> monitor.yml <<'YAML'
    - title: agents
      url: http://agents.eva-00.network:8080/
YAML
