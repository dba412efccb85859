"""Where everything of a lab is, for the curious and for tests."""

from __future__ import annotations

from typing import Any

from lab import estate, identity
from lab.homelab import PORTS, VMIDS, Homelab
from lab.provision import keys
from lab.servers import modules

TLS = {"pve", "pbs", "caddy"}


def facts(lab: Homelab) -> dict[str, Any]:
    """``up`` false and nothing else when the lab is down."""
    with identity.alive(lab.root) as running:
        if running is None:
            return {"name": lab.name, "up": False}
        lab = running[0].lab
        pid = running[0].pid
    return {
        "name": lab.name, "up": True, "supervisor": pid, "release": lab.release, "option_b": lab.option_b, "root": str(lab.root),
        "estate": estate.path(lab), "net": f"{lab.net}.0/24", "gateway": lab.gateway, "ca": str(lab.root / "ca.pem"),
        "hosts": {host: _host(lab, host, address) for host, address in lab.hosts.items()},
        "services": {name: _service(lab, name) for name in modules()},
    }  # fmt: skip


def _host(lab: Homelab, host: str, address: str) -> dict[str, Any]:
    ssh = f"ssh -i {keys.suite(lab)} -o UserKnownHostsFile={lab.root / 'known_hosts'} -o IdentitiesOnly=yes root@{address}"
    return {"address": address, "vmid": VMIDS[host], "ssh": ssh, "root": str(lab.containers / host)}


def _service(lab: Homelab, name: str) -> dict[str, Any]:
    url = lab.url(name, "https" if name in TLS else "http") if name in PORTS else None
    secrets = sorted(str(file) for file in (lab.root / "secrets").glob(f"{name}*") if file.suffix != ".pub")
    return {"url": url, "files": str(lab.service(name)), "secrets": secrets}
