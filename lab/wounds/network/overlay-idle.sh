#!/bin/sh
# of: network.overlay-joined
# red: network.overlay-joined network.own-peer
# kind: mind
# on: agents
# says: took the overlay down and left an interface of its name
set -eu
netbird down >/dev/null
ip link add wt0 type veth peer name wt0-peer
ip address add 100.92.0.140/16 dev wt0
ip link set wt0 up
