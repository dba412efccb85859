"""What the systems around a lab hold, object by object, named as fixes name what they touch."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDERS = ("pve/", "backrest/", "glance/config/", "vault/")
"""Of the services' files these are told here instead, without counters of versions and journals."""


PASSING = {"last_update_time", "version", "modified", "aliases", "bucket_key_hash"}
"""What a mere login moves: the times and notes of an identity and its aliases."""


def held(facts: dict[str, Any]) -> dict[str, str]:
    """Every object with what it says: proxmox:lxc/140/cores, proxmox:backup/JOB/FIELD, backrest:plans/ID, glance:FILE, vault:policy/NAME ..."""
    services = Path(facts["root"]) / "services"
    found = [
        *_guests(services / "pve"),
        *_jobs(services / "pve"),
        *_backrest(services / "backrest"),
        *_glance(services / "glance" / "config"),
    ]
    return dict([*found, *_vault(facts)])


def _guests(state: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(state.glob("lxc/*.conf")):
        now, *waiting = file.read_text().split("[pve:pending]")
        for line in filter(str.strip, now.splitlines()):
            key, _, value = line.partition(":")
            yield f"proxmox:lxc/{file.stem}/{key}", value.strip()
        yield f"proxmox:lxc/{file.stem}/pending", "".join(waiting).strip()


def _jobs(state: Path) -> Iterator[tuple[str, str]]:
    for job in json.loads((state / "jobs.json").read_text()):
        for key, value in job.items():
            yield f"proxmox:backup/{job['id']}/{key}", json.dumps(value)


def _backrest(state: Path) -> Iterator[tuple[str, str]]:
    config = json.loads((state / "config.json").read_text())
    for key in config.keys() - {"modno"}:
        rows = config[key] if key in {"plans", "repos"} else []
        yield from ((f"backrest:{key}/{row['id']}", json.dumps(row, sort_keys=True)) for row in rows)
        yield f"backrest:{key}", json.dumps([row["id"] for row in rows] or config[key])


def _glance(folder: Path) -> Iterator[tuple[str, str]]:
    yield from ((f"glance:{file}", file.read_text()) for file in sorted(folder.rglob("*")) if file.is_file())


def _vault(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """As root, from the server itself."""

    def ask(path: str) -> Any:
        token = next(Path(file).read_text() for file in facts["services"]["vault"]["secrets"] if file.endswith("/vault-root"))
        request = urllib.request.Request(f"{facts['services']['vault']['url']}/v1/{path}", headers={"X-Vault-Token": token.strip()})
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return {"keys": []}
            raise

    for kind, path in (("policy", "sys/policies/acl"), ("role", "auth/approle/role"), ("identity", "identity/entity/id")):
        for name in ask(f"{path}?list=true")["keys"]:
            told = {key: _unordered(value) for key, value in ask(f"{path}/{name}").items() if key not in PASSING}
            yield f"vault:{kind}/{name}", json.dumps(told, sort_keys=True)


def _unordered(value: Any) -> Any:
    """Policies and addresses mean the same in any order."""
    return sorted(value, key=str) if isinstance(value, list) else value
