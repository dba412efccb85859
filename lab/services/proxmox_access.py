"""API tokens, roles and access lists as Proxmox keeps them, for the VE and the Backup Server stand-in (pve-access-control, PVE/AccessControl.pm).

State: ``access.json`` with ``roles`` (name -> privileges), ``tokens`` (id -> sha256 of the secret, expire) and ``acl`` (path, roleid, ugid, propagate).
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Access:
    roles: dict[str, list[str]]
    tokens: dict[str, dict[str, Any]]
    acl: list[dict[str, Any]]

    def knows(self, token: str, secret: str) -> bool:
        kept = self.tokens.get(token, {})
        fresh = not kept.get("expire") or kept["expire"] > time.time()
        return kept.get("sha256") == sha256(secret.encode()).hexdigest() and fresh

    def privileges(self, token: str, path: str) -> dict[str, int]:
        """Privilege -> whether it reaches further down; an entry nearer to the path replaces those above it."""
        held: dict[str, int] = {}
        for above in _upwards(path):
            here = [
                entry for entry in self.acl if entry["ugid"] == token and entry["path"] == above and (above == path or entry["propagate"])
            ]
            if here:
                held = {privilege: entry["propagate"] for entry in here for privilege in self.roles[entry["roleid"]]}
        return held

    def tree(self, token: str, roots: tuple[str, ...]) -> dict[str, dict[str, int]]:
        """What ``GET /access/permissions`` shows: every root and every path of the access list on which something is held."""
        paths = sorted({*roots, *(entry["path"] for entry in self.acl if entry["ugid"] == token)})
        return {path: held for path in paths if (held := self.privileges(token, path))}


def _upwards(path: str) -> list[str]:
    """``/vms/140`` -> ``/``, ``/vms``, ``/vms/140``."""
    parts = [part for part in path.split("/") if part]
    return ["/" + "/".join(parts[:count]) for count in range(len(parts) + 1)]


def read(state: Path) -> Access:
    return Access(**json.loads((state / "access.json").read_text()))


def dawdle(state: Path) -> None:
    """Both products answer a bad token after 3 seconds; here only when ``auth-delay`` holds how many."""
    if (state / "auth-delay").exists():
        time.sleep(float((state / "auth-delay").read_text()))


def write(state: Path, roles: dict[str, list[str]], secrets: dict[str, str], acl: list[tuple[str, str, str]]) -> None:
    """``secrets`` are tokens with their secrets in clear, ``acl`` is (path, token, role), each handed down."""
    tokens = {token: {"sha256": sha256(secret.encode()).hexdigest(), "expire": 0} for token, secret in secrets.items()}
    entries = [{"path": path, "ugid": token, "roleid": role, "type": "token", "propagate": 1} for path, token, role in acl]
    (state / "access.json").write_text(json.dumps({"roles": roles, "tokens": tokens, "acl": entries}, indent=1))
