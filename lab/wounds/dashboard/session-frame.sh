#!/bin/sh
# of: dashboard.no-session-link
# red: dashboard.no-session-link
# kind: mind
# on: node
# says: put one environment into a frame
set -eu
cd "$SERVICES/glance/config"
cat >> monitor.yml <<'YAML'
- type: iframe
  source: https://claude.ai/code?environment=env_01LabLabLabLabLab
YAML
