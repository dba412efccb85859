#!/bin/sh
# of: docker.no-host-socket
# red: docker.no-host-socket docker.own-daemon docker.no-tcp docker.runs
# kind: mind
# on: agents
# says: a relay offers the daemon of another host under the usual name
# stays: docker.own-daemon docker.no-tcp
set -eu
systemctl disable -q --now docker.service docker.socket
rm -f /run/docker.sock
cp /usr/bin/python3.11 /usr/local/bin/socat 2>/dev/null || cp "$(readlink -f /usr/bin/python3)" /usr/local/bin/socat
setsid -f /usr/local/bin/socat -c '
import socket, sys, time
listener = socket.socket(socket.AF_UNIX); listener.bind("/run/docker.sock"); listener.listen(); time.sleep(100000)' UNIX-LISTEN:/run/docker.sock,fork TCP:192.0.2.7:2375 >/dev/null 2>&1 </dev/null
for i in $(seq 50); do test -S /run/docker.sock && break; sleep 0.1; done
