#!/bin/sh
# of: docker.no-tcp
# red: docker.no-tcp
# kind: mind
# on: agents
# says: a relay passes TCP connections on to the socket
set -eu
cp "$(readlink -f /usr/bin/python3)" /usr/local/bin/socat
cat > /etc/systemd/system/docker-relay.service <<'U'
[Service]
ExecStart=/usr/local/bin/socat -c "import socket, time; s = socket.create_server(('127.0.0.1', 4243)); time.sleep(100000)" TCP-LISTEN:4243,bind=127.0.0.1,fork UNIX-CONNECT:/run/docker.sock
[Install]
WantedBy=multi-user.target
U
systemctl daemon-reload
systemctl enable -q --now docker-relay.service
