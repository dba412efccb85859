#!/bin/sh
# of: alerts.handler-loads
# red: alerts.handler-loads alerts.fire-drill
# kind: mind
# on: agents
# says: the alert unit's program may not be executed
set -eu
printf '#!/bin/sh\nexec /usr/bin/curl "$@"\n' > /usr/local/bin/tell-ntfy
chmod 644 /usr/local/bin/tell-ntfy
sed -i 's,^ExecStart=[^ ]*,ExecStart=/usr/local/bin/tell-ntfy,' /etc/systemd/system/ntfy@.service
systemctl daemon-reload
