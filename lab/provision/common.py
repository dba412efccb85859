"""What both containers have: their keys, who may enter, whom they trust, and that they keep themselves patched."""

from __future__ import annotations

import subprocess
import time
from datetime import UTC, datetime

from lab.homelab import Homelab
from lab.layers import Layer
from lab.provision import keys

CA = "/usr/local/share/ca-certificates/lab.crt"
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
STAMPS = ("update-stamp", "update-success-stamp", "upgrade-stamp", "unattended-upgrades-stamp", "download-upgradeable-stamp")


def write(layer: Layer, lab: Homelab, host: str) -> None:
    layer.file("/etc/machine-id", lab.secret(f"machine-{host}")[:32] + "\n", 0o444)
    own = keys.host(lab, host)
    layer.file("/etc/ssh/ssh_host_ed25519_key", own.read_bytes(), 0o600)
    layer.file("/etc/ssh/ssh_host_ed25519_key.pub", keys.public(own))
    layer.folder("/root/.ssh", 0o700)
    layer.file("/root/.ssh/authorized_keys", keys.public(keys.suite(lab)) + keys.public(keys.devices(lab)[0]), 0o600)
    _trust(layer, lab)
    _patched(layer)


def _trust(layer: Layer, lab: Homelab) -> None:
    """The lab's authority among the trusted ones, as update-ca-certificates leaves it."""
    pem = (lab.root / "ca.pem").read_text()
    layer.file(CA, pem)
    layer.file(BUNDLE, (layer.below[-1] / BUNDLE.lstrip("/")).read_text() + pem)
    layer.link("/etc/ssl/certs/lab.pem", CA)
    told = subprocess.run(["openssl", "x509", "-hash", "-noout"], input=pem, check=True, capture_output=True, text=True)
    layer.link(f"/etc/ssl/certs/{told.stdout.strip()}.0", "lab.pem")


def _patched(layer: Layer) -> None:
    """The traces of a night in which unattended-upgrades ran and found nothing left to do."""
    for stamp in STAMPS:
        layer.file(f"/var/lib/apt/periodic/{stamp}", "")
    now = datetime.fromtimestamp(time.time() - 3600, UTC)
    lines = ("Starting unattended upgrades script", "No packages found that can be upgraded unattended and no pending auto-removals")
    log = "".join(f"{now:%Y-%m-%d %H:%M:%S},000 INFO {line}\n" for line in lines)
    layer.file("/var/log/unattended-upgrades/unattended-upgrades.log", log, 0o644)
