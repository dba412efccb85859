#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: plain
# on: agents
# says: left a web server running on every address
set -eu
systemd-run -q --collect --unit=devserver busybox httpd -f -p 8080
for i in $(seq 50); do ss -Htuln | grep -q ':80[0-9][0-9] ' && break; sleep 0.1; done
