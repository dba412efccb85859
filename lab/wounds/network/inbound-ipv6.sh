#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: agents
# says: listens on IPv6 alone
set -eu
systemd-run -q --collect --unit=six python3 -c 'import socket,time; s=socket.socket(socket.AF_INET6); s.setsockopt(41,26,1); s.bind(("::",8081)); s.listen(); time.sleep(9999)'
for i in $(seq 50); do ss -Htuln | grep -q ':80[0-9][0-9] ' && break; sleep 0.1; done
