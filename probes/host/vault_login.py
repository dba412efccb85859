"""Signs in to Vault as the host does, asks what that token may do, and revokes it. Statuses and capability names are printed, nothing else.

Arguments: URL, AppRole mount, file of the role id, file of the secret id, JSON list of paths whose capabilities are asked, JSON list of paths to try.
"""

from __future__ import annotations

import json
import signal
import sys
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any

URL, MOUNT, ROLE, SECRET = sys.argv[1:5]
PATHS, READS = map(json.loads, sys.argv[5:7])
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(method: str, path: str, token: str = "", body: object = None) -> tuple[int, Any]:
    """Status and JSON; a refusal is an answer too."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/v1/{path}", data, {"X-Vault-Token": token}, method=method)
    try:
        with OPENER.open(request, timeout=10) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, None


def sign_in() -> str:
    with open(ROLE, encoding="utf-8") as role, open(SECRET, encoding="utf-8") as secret:
        status, answer = call("POST", f"auth/{MOUNT}/login", body={"role_id": role.read().strip(), "secret_id": secret.read().strip()})
    if status != HTTPStatus.OK:
        sys.exit(f"the login was refused with {status}")
    return str(answer["auth"]["client_token"])


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("interrupted"))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit("interrupted"))
    token = sign_in()
    try:
        _, told = call("GET", "auth/token/lookup-self", token)
        _, able = call("POST", "sys/capabilities-self", token, {"paths": PATHS})
        reads = {path: call("GET", path, token)[0] for path in READS}
    finally:
        revoked, _ = call("POST", "auth/token/revoke-self", token)
    data = told["data"]
    print(json.dumps({
        "policies": data["policies"], "identity_policies": data.get("identity_policies") or [], "ttl": data["ttl"], "renewable": data["renewable"],
        "capabilities": {path: able["data"][path] for path in PATHS}, "reads": reads, "revoked": revoked == HTTPStatus.NO_CONTENT,
    }))  # fmt: skip


main()
