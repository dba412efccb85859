#!/bin/sh
# of: docker.fallback
# red: docker.fallback
# kind: mind
# on: node
# says: Docker is stopped in fallback mode, but its socket unit would start it
# alone: it changes the estate
set -eu
sed -i 's/^\[docker\]/[docker]\nmode = "fallback"/' "$LAB/estate.toml"
lab-exec agents sh -c 'systemctl disable -q docker.service; systemctl stop docker.service'
