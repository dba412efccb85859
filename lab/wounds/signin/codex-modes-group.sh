#!/bin/sh
# of: signin.codex-modes
# red: signin.codex-modes
# kind: plain
# on: agents
# says: auth.json may be read by the docker group
set -eu
chgrp docker /home/agent/.codex/auth.json
chmod 0640 /home/agent/.codex/auth.json
