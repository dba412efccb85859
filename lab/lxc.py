"""A guest's configuration as LXC understands it, rendered from the node's file each time the container starts."""

from __future__ import annotations

import os
from pathlib import Path

from lab import cgroups, idmap
from lab.guests import Guest
from lab.homelab import Homelab

INCLUDES = Path("/usr/share/lxc/config")


def render(lab: Homelab, host: str, guest: Guest) -> str:
    """Over the image lie the host's provisioned layer and its own changes."""
    folder = lab.containers / host
    lines = [
        *(f"lxc.include = {INCLUDES / name}.conf" for name in _includes(guest)),
        f"lxc.uts.name = {guest.options.get('hostname', host)}",
        f"lxc.rootfs.path = overlay:{folder / 'layer'}:{lab.image}:{folder / 'upper'}",
        "lxc.rootfs.options = userxattr",
        f"lxc.idmap = u 0 {idmap.root_of(lab)} {idmap.RANGE}",
        f"lxc.idmap = g 0 {idmap.root_of(lab)} {idmap.RANGE}",
        "lxc.apparmor.profile = unconfined",
        "lxc.tty.max = 0",
        *_network(guest),
        *(f"{'lxc.cgroup2' if cgroups.unified() else 'lxc.cgroup'}.{key} = {value}" for key, value in limits(guest)),
        *_mounts(lab, guest),
        *_usual_devices(),
        *(_raw(key, value) for key, value in guest.raw),
    ]
    return "\n".join(lines) + "\n"


def _includes(guest: Guest) -> list[str]:
    nesting = guest.table("features").get("nesting") == "1"
    return ["common", "userns", *(["nesting"] if nesting else [])]


def _network(guest: Guest) -> list[str]:
    net = guest.table("net0")
    return [
        "lxc.net.0.type = veth",
        f"lxc.net.0.link = {net['bridge']}",
        f"lxc.net.0.hwaddr = {net['hwaddr']}",
        f"lxc.net.0.name = {net['name']}",
        "lxc.net.0.flags = up",
    ]


def limits(guest: Guest) -> list[tuple[str, str]]:
    """What the kernel can hold a container to, as control group keys; lxcfs shows it inside."""
    held = []
    if cgroups.has("memory"):
        name = "memory.max" if cgroups.unified() else "memory.limit_in_bytes"
        held.append((name, str(int(guest.options.get("memory", 512)) << 20)))
    wanted = int(guest.options.get("cores", 0))
    available = sorted(os.sched_getaffinity(0))
    if cgroups.has("cpuset") and available:
        held.append(("cpuset.cpus", ",".join(map(str, available[: wanted or None]))))
    return held


def _mounts(lab: Homelab, guest: Guest) -> list[str]:
    lines = []
    for mount in guest.mounts():
        source = mount["volume"] if mount["volume"].startswith("/") else str(volume(lab, mount["volume"]))
        how = "ro" if mount.get("ro") == "1" else "rw"
        lines.append(f"lxc.mount.entry = {source} {mount['mp'].lstrip('/')} none bind,create=dir,{how} 0 0")
    return lines


def volume(lab: Homelab, name: str) -> Path:
    """Where the node keeps a volume such as ``apps-pool:subvol-140-disk-1``; made and owned by the guest's root when new."""
    folder = lab.volumes / name.replace(":", "/")
    if not folder.exists():
        folder.mkdir(parents=True)
        os.chown(folder, idmap.root_of(lab), idmap.root_of(lab))
    return folder


def _usual_devices() -> list[str]:
    """On a unified host one allowed device forbids all others: LXC's own list comes back, which its userns.conf clears and Proxmox VE keeps."""
    known = (INCLUDES / "common.conf").read_text().splitlines()
    return [line for line in known if line.startswith("lxc.cgroup2.devices.")] if cgroups.unified() else []


def _raw(key: str, value: str) -> str:
    """Raw lines are written for a unified host; on a legacy one the same limit has the older name."""
    return f"{key if cgroups.unified() else key.replace('lxc.cgroup2.', 'lxc.cgroup.')} = {value}"
