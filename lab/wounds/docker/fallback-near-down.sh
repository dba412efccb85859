#!/bin/sh
# of: docker.fallback
# red:
# kind: near-miss
# on: node
# says: dockerd is down while the estate declares the fallback
# alone: it changes the estate
set -eu
sed -i 's/^\[docker\]/[docker]\nmode = "fallback"/' "$LAB/estate.toml"
lab-exec agents systemctl disable -q --now docker.service docker.socket
