#!/bin/sh
# of: network.no-inbound
# red: network.no-inbound
# kind: mind
# on: agents
# says: waits on a socket that systemd holds
set -eu
printf '[Socket]\nListenStream=8086\nAccept=yes\n' > /etc/systemd/system/echo.socket
printf '[Service]\nExecStart=/bin/true\nStandardInput=socket\n' > /etc/systemd/system/echo@.service
systemctl daemon-reload
systemctl start echo.socket
