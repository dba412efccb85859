#!/bin/sh
# of: daemon.wants-network
# red: daemon.wants-network
# kind: mind
# on: agents
# says: the service that brings the network up is off, and what waits for it waits in vain
set -eu
systemctl disable networking.service
systemctl enable ifupdown-wait-online.service
