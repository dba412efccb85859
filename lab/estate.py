"""The one thing a lab hands over: an estate file, put together from what each service says of itself."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from lab import guests, toml
from lab.homelab import AOE_PORT, VMIDS, Homelab
from lab.provision import keys
from lab.services import netbird

SECTIONS = {"pve": "proxmox", "caddy": "web"}
"""Where a service's section is not called as the service is."""


def path(lab: Homelab) -> str:
    return str(lab.root / "estate.toml")


def write(lab: Homelab, services: dict[str, ModuleType]) -> None:
    content = compose(lab, services)
    draft = lab.root / "estate.toml.new"
    draft.write_text("# Written by the lab each time it starts.\n" + toml.dumps(content))
    draft.replace(lab.root / "estate.toml")


def compose(lab: Homelab, services: dict[str, ModuleType]) -> dict[str, Any]:
    own: dict[str, Any] = {
        "name": lab.name,
        "option_b": lab.option_b,
        "active": True,
        "hosts": {host: login(lab, address) for host, address in lab.hosts.items()},
        "agents": {"address": lab.agents, "vmid": VMIDS["agents"]},
        "dev": {"vmid": VMIDS["dev"]},
        "docker": {"raw_lines": guests.TUN},
        "allow": {"keys": keys.fingerprints(lab), "peers": list(netbird.PEERS)} | _deployed(lab),
    }
    for name, service in services.items():
        if hasattr(service, "estate"):
            own.setdefault(SECTIONS.get(name, name), {}).update(service.estate(lab))
    return own


def _deployed(lab: Homelab) -> dict[str, Any]:
    """What listens beyond the default, once the proxy has to reach the AoE dashboard."""
    return {"listeners": ["tcp/22", "udp/60000-61000", "udp/51820", f"tcp/{AOE_PORT}"]} if lab.option_b else {}


def login(lab: Homelab, address: str) -> dict[str, Any]:
    return {"address": address, "user": "root", "key": keys.suite(lab), "known_hosts": lab.root / "known_hosts"}
