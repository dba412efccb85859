#!/bin/sh
# of: network.overlay-joined
# red: network.overlay-joined
# kind: mind
# on: agents
# says: took the overlay's address off the interface
set -eu
ip address flush dev wt0
