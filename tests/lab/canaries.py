"""Secrets laid out in a lab where people leave them, and the search for them in whatever a run leaves behind."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.scene import Scene

CANARY = "zQcanary7Kp2"
"""A word that no pattern knows. Beside it go tokens made of it, in the forms of this estate."""
TOKEN = hashlib.sha1(CANARY.encode(), usedforsecurity=False).hexdigest()
UUID = "-".join(re.findall("(.{8})(.{4})(.{4})(.{4})(.{12})", hashlib.md5(CANARY.encode(), usedforsecurity=False).hexdigest())[0])
SCRIPT = Path(__file__).with_name("canaries-agents.sh")
SHORTEST = 8


def plant(scene: Scene) -> None:
    """On agents, and in what the systems around it answer."""
    scene.lab("exec", "agents", "--", "sh", "-c", SCRIPT.read_text(), "plant", CANARY)
    services = Path(scene.facts()["root"]) / "services"
    _json(services / "backrest/config.json", _backrest)
    _json(services / "pocketid/clients.json", lambda held: [{**one, "name": f"{one['name']} secret={CANARY}"} for one in held])
    _json(services / "netbird/peers.json", lambda held: [{**one, "setup_key": UUID, "version": f"token={CANARY}"} for one in held])
    _append(
        services / "glance/config/bookmarks.yml",
        f"          url: https://milton:{CANARY}@grafana.eva-00.network/?token={CANARY}\n",
        after="- title: docs\n",
    )
    _append(
        services / "playbooks/checkout/ansible/inventory/group_vars/all.yml",
        f"anthropic_api_key: {CANARY}\nvault_token: hvs.{CANARY}0123456789ab\n",
    )
    _append(services / "playbooks/checkout/ansible/roles/agents/defaults/main.yml", f"agents_forgejo_token: {TOKEN}\n")
    _append(services / "docs/checkout/docs/workstation/ai-agent-dev-environment.md", f"\n    export ANTHROPIC_API_KEY={CANARY}\n")
    _append(services / "pve/lxc/140.conf", f"description: root password={CANARY}\n")
    _append(services / "attestations/attestations.toml", f'note = "token={CANARY}"\n')


def _backrest(held: dict[str, Any]) -> dict[str, Any]:
    plan, repo = held["plans"][0], held["repos"][0]
    plan["hooks"] = [
        {
            "conditions": ["CONDITION_SNAPSHOT_START"],
            "actionCommand": {"command": f"curl -H 'Authorization: Bearer {CANARY}' https://u:{CANARY}@x/home/agent/.claude"},
        }
    ]
    repo["env"] = [*repo.get("env", []), f"RESTIC_PASSWORD={CANARY}"]
    repo["flags"] = [*repo.get("flags", []), f"--password-command=echo {CANARY}"]
    return {**held, "modno": held["modno"] + 1}


def _json(file: Path, change: Any) -> None:
    file.write_text(json.dumps(change(json.loads(file.read_text())), indent=1))


def _append(file: Path, text: str, after: str = "") -> None:
    held = file.read_text()
    assert after in held
    file.write_text(held.replace(after, after + text, 1) if after else held + text)


def secrets(scene: Scene) -> set[str]:
    """Every secret of the lab itself, line by line, besides the planted ones."""
    lines = {
        line.strip()
        for file in (Path(scene.facts()["root"]) / "secrets").iterdir()
        if file.suffix != ".pub"
        for line in file.read_text().splitlines()
    }
    return {line for line in lines if len(line) >= SHORTEST and not line.startswith("-----")} | {CANARY, TOKEN, UUID}


def leaks(folder: Path, known: set[str]) -> list[str]:
    """Where a secret stands, with what stands around it; upper and lower case are one."""
    pattern = re.compile("|".join(re.escape(one) for one in sorted(known, key=len, reverse=True)), re.IGNORECASE)
    return [
        f"{file.relative_to(folder)}: {around}" for file in sorted(folder.rglob("*")) if file.is_file() for around in _around(file, pattern)
    ]


def _around(file: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    text = file.read_bytes().decode(errors="replace")
    for found in pattern.finditer(text):
        yield repr(text[max(found.start() - 60, 0) : found.end() + 10])
