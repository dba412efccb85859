#!/bin/sh
# of: alerts.fire-drill
# red: alerts.fire-drill
# kind: plain
# on: agents
# says: the alert goes where nobody listens, and its program swallows the error
set -eu
sed -i '/^ExecStart=/,$d' /etc/systemd/system/ntfy@.service
printf 'ExecStart=/bin/sh -c "curl -m1 -d %%i http://127.0.0.1:9/agents || true"\n' >> /etc/systemd/system/ntfy@.service
systemctl daemon-reload
