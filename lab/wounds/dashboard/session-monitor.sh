#!/bin/sh
# of: dashboard.no-session-link
# red: dashboard.no-session-link
# kind: mind
# on: node
# says: had a session watched by the monitor widget
set -eu
cd "$SERVICES/glance/config"
cat >> monitor.yml <<'YAML'
    - title: agent
      url: https://claude.ai/code/session_01LabLabLabLabLab
YAML
