#!/bin/sh
# of: environment.login
# red:
# kind: near-miss
# on: agents
# says: tmux starts every pane with a login shell and without the key
set -eu
printf '%s\n' 'set -g default-command "env -u ANTHROPIC_API_KEY LANG=C.UTF-8 DISABLE_TELEMETRY= bash -l"' > /home/agent/.tmux.conf
chown agent: /home/agent/.tmux.conf
