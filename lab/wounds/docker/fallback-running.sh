#!/bin/sh
# of: docker.fallback
# red: docker.fallback
# kind: plain
# on: node
# says: the estate chose the fallback, and Docker still runs
# alone: it changes the estate
set -eu
sed -i 's/^\[docker\]/[docker]\nmode = "fallback"/' "$LAB/estate.toml"
