#!/bin/sh
# of: network.overlay-joined
# red: network.overlay-joined network.own-peer
# kind: plain
# on: agents
# says: stopped and disabled Netbird
set -eu
systemctl -q disable --now netbird.service
