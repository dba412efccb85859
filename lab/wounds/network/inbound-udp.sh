#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: agents
# says: answers on a UDP port
set -eu
systemd-run -q --collect --unit=udp python3 -c 'import socket,time; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(("0.0.0.0",8082)); time.sleep(9999)'
for i in $(seq 50); do ss -Htuln | grep -q ':80[0-9][0-9] ' && break; sleep 0.1; done
