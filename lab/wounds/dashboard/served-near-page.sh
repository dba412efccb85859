#!/bin/sh
# of: dashboard.served
# red: 
# kind: near-miss
# on: node
# says: gave the dashboard a second page and another theme
set -eu
cd "$SERVICES/glance/config"
cat >> glance.yml <<'YAML'
  - name: Feeds
    columns:
      - size: full
        widgets:
          - type: rss
            feeds:
              - url: https://example.org/claude.ai/code.xml
YAML
