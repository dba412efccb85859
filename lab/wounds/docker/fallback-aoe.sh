#!/bin/sh
# of: docker.fallback
# red: docker.fallback
# kind: mind
# on: node
# says: AoE is told to use its Docker sandbox in fallback mode
# alone: it changes the estate
set -eu
sed -i 's/^\[docker\]/[docker]\nmode = "fallback"/' "$LAB/estate.toml"
lab-exec agents sh -c '
  systemctl disable -q --now docker.service docker.socket
  install -d -o agent -g agent /home/agent/.config/agent-of-empires
  printf "[session]\nyolo_mode = false\n\n[sandbox]\nenabled_by_default = true\n" > /home/agent/.config/agent-of-empires/config.toml
  chown agent: /home/agent/.config/agent-of-empires/config.toml'
