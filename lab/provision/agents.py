"""The agents host, fully compliant: who works there, with what, under which units."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from lab.homelab import Homelab
from lab.layers import Layer
from lab.provision import git, keys, signin, units
from lab.services import ntfy

PROGRAMS = Path(__file__).parent.parent / "programs"
HOME, USER = signin.HOME, signin.USER
UNITS = "/etc/systemd/system"


def write(layer: Layer, lab: Homelab) -> None:
    signin.write(layer, lab)
    git.clone(layer, lab, signin.CLONE, USER)
    layer.file(f"{HOME}/.gitconfig", git.identity("claude"), 0o644, USER)
    layer.folder(f"{HOME}/.ssh", 0o700, USER)
    layer.file(f"{HOME}/.ssh/authorized_keys", "".join(map(keys.public, keys.devices(lab))), 0o600, USER)
    for program in sorted(PROGRAMS.iterdir()):
        layer.file(f"/usr/local/bin/{program.name}", program.read_bytes(), 0o755)
    _alerts(layer, lab)
    _overlay(layer, lab)
    enable(layer, "claude-remote-control.service", units.CLAUDE)
    for name, text in (("netbird", units.NETBIRD), ("alloy", units.ALLOY)):
        if (PROGRAMS / name).exists():
            enable(layer, f"{name}.service", text)


def _alerts(layer: Layer, lab: Homelab) -> None:
    layer.folder("/etc/ntfy", 0o700)
    layer.file("/etc/ntfy/token", f"Authorization: Bearer {ntfy.publish_token(lab)}\n", 0o600)
    layer.file(f"{UNITS}/ntfy@.service", units.NTFY.format(url=lab.url("ntfy"), topic=ntfy.TOPIC))


def _overlay(layer: Layer, lab: Homelab) -> None:
    key = base64.b64encode(hashlib.sha256(lab.secret("netbird-agents").encode()).digest()).decode()
    peer = {
        "status": "Connected",
        "address": "100.92.0.140/16",
        "fqdn": "agents.netbird.cloud",
        "publicKey": key,
        "management": "https://api.netbird.io:443",
    }
    layer.folder("/var/lib/netbird", 0o700)
    layer.file("/var/lib/netbird/default.json", json.dumps(peer, indent=1), 0o600)


def enable(layer: Layer, name: str, text: str) -> None:
    layer.file(f"{UNITS}/{name}", text)
    layer.link(f"{UNITS}/multi-user.target.wants/{name}", f"{UNITS}/{name}")
