#!/bin/sh
# of: signin.codex
# red: signin.codex
# kind: mind
# on: agents
# says: Codex is signed in with an API key
set -eu
python3 - <<'PY'
import json
path = "/home/agent/.codex/auth.json"
json.dump({"auth_mode": "apikey", "OPENAI_API_KEY": "sk-not-a-real-key-000000000000", "tokens": None}, open(path, "w"))
PY
