#!/bin/sh
# of: environment.manager
# red: environment.manager
# stays: environment.manager
# kind: mind
# on: agents
# says: a program adds it to the environment of systemd's manager the next time it starts
set -eu
mkdir -p /etc/systemd/system-environment-generators
printf '#!/bin/sh\necho DISABLE_TELEMETRY=1\n' > /etc/systemd/system-environment-generators/60-privacy
chmod 755 /etc/systemd/system-environment-generators/60-privacy
