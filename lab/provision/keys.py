"""Keys of a lab: the hosts' own, the suite's, and those of a person's devices; made once, kept in the state directory."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lab.homelab import Homelab

DEVICES = ("milton-mac", "milton-iphone")
SUITE = "id_ed25519"


def pair(lab: Homelab, name: str, comment: str) -> Path:
    """The private half; the public one lies beside it with .pub."""
    file = lab.secret_file(name)
    if not file.with_suffix(".pub").exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.unlink(missing_ok=True)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file], check=True, stdin=subprocess.DEVNULL)
    return file


def suite(lab: Homelab) -> Path:
    return pair(lab, SUITE, "adr023-suite")


def host(lab: Homelab, name: str) -> Path:
    return pair(lab, f"host-{name}", f"root@{name}")


def public(private: Path) -> str:
    return private.with_suffix(".pub").read_text()


def devices(lab: Homelab) -> list[Path]:
    return [pair(lab, f"device-{name}", name) for name in DEVICES]


def fingerprints(lab: Homelab) -> list[str]:
    """SHA256 fingerprints of every key that opens an account on the containers."""
    return [_fingerprint(key) for key in (suite(lab), *devices(lab))]


def _fingerprint(private: Path) -> str:
    told = subprocess.run(["ssh-keygen", "-lf", private.with_suffix(".pub")], check=True, capture_output=True, text=True)
    return told.stdout.split()[1]


def write_known_hosts(lab: Homelab) -> Path:
    """What a client of this lab should know before it connects."""
    file = lab.root / "known_hosts"
    lines = (f"{address} {' '.join(public(host(lab, name)).split()[:2])}" for name, address in lab.hosts.items())
    file.write_text("\n".join(lines) + "\n")
    return file
