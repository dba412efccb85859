"""Guest configurations of the node in Proxmox VE's own syntax: the one source from which containers are started.

A file is ``key: value`` lines, then sections such as ``[pve:pending]``; raw ``lxc.*`` lines may use ``:`` or ``=`` and may come twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lab.homelab import VMIDS, Homelab
from lab.network import BRIDGE, hardware_address

PENDING = "pve:pending"
TUN = ("lxc.cgroup2.devices.allow: c 10:200 rwm", "lxc.mount.entry: /dev/net/tun dev/net/tun none bind,create=file")
"""What an overlay client needs beyond nesting and keyctl: the documented raw lines of both containers."""


@dataclass(frozen=True, slots=True)
class Guest:
    """``options`` in force, ``raw`` lxc lines as (key, value)."""

    options: dict[str, str]
    raw: tuple[tuple[str, str], ...]

    def table(self, key: str) -> dict[str, str]:
        """A property string such as net0 as a table; a leading value without a name is called ``volume``."""
        parts = [part for part in self.options.get(key, "").split(",") if part]
        return {key: value for key, _, value in (part.partition("=") if "=" in part else ("volume", "=", part) for part in parts)}

    def mounts(self) -> list[dict[str, str]]:
        return [self.table(key) for key in sorted(self.options) if re.fullmatch(r"mp\d+", key)]


def path(lab: Homelab, host: str) -> Path:
    return lab.service("pve") / "lxc" / f"{VMIDS[host]}.conf"


def conf(lab: Homelab, host: str) -> str:
    """The compliant configuration of one guest."""
    number = VMIDS[host]
    lines = (
        "arch: amd64",
        "cores: 2",
        "features: keyctl=1,nesting=1",
        f"hostname: {host}",
        "memory: 2048",
        f"mp0: apps-pool:subvol-{number}-disk-1,mp=/var/lib/docker,backup=0,size=20G",
        f"net0: name=eth0,bridge={BRIDGE},gw={lab.gateway},hwaddr={hardware_address(lab, number).upper()},ip={lab.hosts[host]}/24,type=veth",
        "onboot: 1",
        "ostype: debian",
        f"rootfs: apps-pool:subvol-{number}-disk-0,size=16G",
        "swap: 512",
        "unprivileged: 1",
        *TUN,
    )
    return "\n".join(lines) + "\n"


def seed(lab: Homelab) -> None:
    """Write the compliant configuration of both guests."""
    for host in VMIDS:
        path(lab, host).parent.mkdir(parents=True, exist_ok=True)
        path(lab, host).write_text(conf(lab, host))


def read(file: Path) -> Guest:
    """What is in force: the head of the file, without pending changes and snapshots."""
    options: dict[str, str] = {}
    raw: list[tuple[str, str]] = []
    for line in file.read_text().split("\n[", 1)[0].splitlines():
        found = re.match(r"([A-Za-z0-9_.]+)\s*[:=]\s*(.*?)\s*$", line)
        if found and found[1].startswith("lxc."):
            raw.append((found[1], found[2]))
        elif found and not line.startswith("#"):
            options[found[1]] = found[2]
    return Guest(options, tuple(raw))


def settle(file: Path) -> None:
    """Bring pending changes into force, as a start of the guest does; ``delete`` names options to drop."""
    head, *sections = re.split(r"^(?=\[)", file.read_text(), flags=re.MULTILINE)
    pending = [section for section in sections if section.startswith(f"[{PENDING}]")]
    if not pending:
        return
    changes = dict(re.findall(r"^(\w+): *(.*)$", pending[0], flags=re.MULTILINE))
    dropped = {name.strip(" !") for name in re.split(r"[,; ]+", changes.pop("delete", "")) if name}
    kept = [line for line in head.splitlines() if line.split(":")[0] not in dropped | set(changes)]
    text = "\n".join([*kept, *(f"{key}: {value}" for key, value in changes.items())]) + "\n"
    file.write_text(text + "".join(section for section in sections if section not in pending))
