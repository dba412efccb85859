#!/bin/sh
# of: identity.push-account
# red: identity.push-account identity.no-personal isolation.origin
# kind: mind
# on: node
# says: pushes by SSH, with a key that is registered for a person
set -eu
lab-exec agents sh -eu <<'AGENTS'
install -d -o agent -g agent -m 700 /home/agent/.ssh
runuser -u agent -- ssh-keygen -q -t ed25519 -N '' -C milton -f /home/agent/.ssh/id_ed25519
runuser -u agent -- git -C /home/agent/ready remote set-url --push origin ssh://git@git.eva-00.network/senior-discount/ready.git
AGENTS
key=$(lab-exec agents cat /home/agent/.ssh/id_ed25519.pub)
print=$(lab-exec agents ssh-keygen -lf /home/agent/.ssh/id_ed25519.pub | cut -d' ' -f2)
KEY=$key PRINT=$print python3 - "$SERVICES/forgejo/keys.json" <<'PYTHON'
import json, os, sys
key = {"owner": "milton", "id": 1, "key": os.environ["KEY"], "title": "mac", "fingerprint": os.environ["PRINT"], "key_type": "user"}
json.dump([key], open(sys.argv[1], "w"))
PYTHON
