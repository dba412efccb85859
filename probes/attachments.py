"""What a container's configuration brings into it: volumes, bind mounts and raw mount entries, in Proxmox VE's words.

Sources: pct(1) on mpN and rootfs; lxc.container.conf(5) on lxc.mount.entry, which is one line of fstab(5).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from probes.mounts import NETWORK, below, unescape
from probes.proxmox_facts import Config, Volume

DISK = re.compile(r"(?:subvol|basevol|base|vm)-{1,2}(\d+)-{1,2}disk-{1,2}(\d+)(?:\.\w+)?")
BLOCK = re.compile(r"/dev/(sd|vd|xvd|nvme|loop|dm-|md|zd|zvol|mapper|disk|nbd|rbd)")
KERNEL_DIRECTORIES = ("/proc", "/sys", "/var/lib/lxcfs")
KERNEL_TYPES = {"proc", "sysfs", "tmpfs", "mqueue", "devpts", "cgroup", "cgroup2", "debugfs", "securityfs", "tracefs"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """One entry of a guest's configuration. ``source`` is normalised: a volume id, a path of the node, or host:/path."""

    guest: int
    key: str
    source: str
    point: str
    fstype: str = ""

    @property
    def owner(self) -> int | None:
        """The guest whose disk this is, by the disk's name; a linked clone names its base first."""
        return disk_owner(self.source)

    @property
    def place(self) -> tuple[str, str]:
        """Where the source lies, comparable between guests: on a named disk, or on the node."""
        found = list(DISK.finditer(self.source))
        if not found:
            return "", self.source
        return f"{found[-1][1]}-disk-{found[-1][2]}", posixpath.normpath("/" + self.source[found[-1].end() :].lstrip("/"))

    def elsewhere(self) -> str:
        """Why this is not the container's own, in words that end a sentence; empty when it is."""
        if self.owner is not None and self.owner != self.guest:
            return f"a disk of guest {self.owner}"
        if self.fstype in NETWORK or self.fstype.startswith("fuse"):
            return f"a {self.fstype} file system"
        if self.key in {"lxc.mount", "lxc.mount.fstab", "lxc.rootfs.path"}:
            return f"what the node keeps in {self.source}"
        if self.source.startswith("/"):
            return self._of_the_node()
        if self.fstype == "" and self.owner is None:
            return "a volume that names no guest"
        return "" if self.fstype in {"", *KERNEL_TYPES} else f"a {self.fstype} file system of the node"

    def _of_the_node(self) -> str:
        if BLOCK.match(self.source):
            return f"the node's disk {self.source}"
        if self.source.startswith("/dev/") and not below(self.source, "/dev/shm"):  # noqa: S108  (a name to refuse)
            return ""
        if any(below(self.source, known) and self.source == self.point for known in KERNEL_DIRECTORIES):
            return ""
        return f"the node's {self.source}"


def disk_owner(name: str) -> int | None:
    """The guest that a disk, data set, device or path belongs to by its name (``subvol-140-disk-0``, ``pve-vm--140--disk--0``)."""
    found = DISK.findall(name)
    return int(found[-1][0]) if found else None


def attachments(config: Config) -> tuple[Attachment, ...]:
    """Everything that a container's configuration in force mounts into it."""
    raw = [(key, value) for key, value in config.raw if key.startswith(("lxc.mount", "lxc.rootfs.path")) and key != "lxc.mount.auto"]
    return (*(_volume(config.vmid, volume) for volume in config.volumes), *(_raw(config.vmid, key, value) for key, value in raw))


def _volume(guest: int, volume: Volume) -> Attachment:
    return Attachment(guest, volume.key, normal(volume.source), posixpath.normpath("/" + volume.target.lstrip("/")))


def _raw(guest: int, key: str, value: str) -> Attachment:
    if key != "lxc.mount.entry":
        return Attachment(guest, key, value, "/")
    source, point, fstype, *options = [*value.split(), "", "", ""]
    bound = fstype == "none" or any(option in {"bind", "rbind"} for option in options[0].split(","))
    return Attachment(guest, key, normal(unescape(source)), posixpath.normpath("/" + unescape(point).lstrip("/")), "" if bound else fstype)


def normal(source: str) -> str:
    """One spelling for one place: no ``..``, no double slashes, /run for /var/run."""
    if not source.startswith("/"):
        return source
    path = posixpath.normpath("/" + source.lstrip("/"))
    return "/run" + path.removeprefix("/var/run") if below(path, "/var/run") else path
