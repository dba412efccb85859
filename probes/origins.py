"""Where a mount comes from, as far as the host itself can tell: its own volumes, the kernel, or somewhere else."""

from __future__ import annotations

import posixpath
import re

from probes.attachments import DISK, disk_owner
from probes.mounts import NETWORK, Mount, Mounts, below

KERNEL = {
    "proc", "sysfs", "devpts", "mqueue", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "pstore", "bpf", "configfs",
    "fusectl", "hugetlbfs", "binfmt_misc", "nsfs", "ramfs", "efivarfs", "overlay", "rpc_pipefs", "selinuxfs",
}  # fmt: skip
LOCAL_FUSE = {"fuse.fuse-overlayfs", "fuse.snapfuse", "fuse.squashfuse"}
LXCFS = ("/proc", "/sys", "/var/lib/lxcfs")
NAMELESS = re.compile(r"/dev/(loop|rbd|drbd|nbd)\d+")  # devices of volumes that do not tell whose they are


def elsewhere(mount: Mount, mounts: Mounts, vmid: int) -> str:
    """Why a mount is not the container's own, in words that end a sentence ("comes from ..."); empty when it is."""
    owner = disk_owner(mount.root) or disk_owner(mount.source)
    if owner not in {None, vmid}:
        return f"a disk of guest {owner} ({mount.source}{mount.root})"
    if mount.fstype in NETWORK:
        return f"the network ({mount.fstype} from {mount.source})"
    if mount.fstype.startswith("fuse") and mount.fstype not in KERNEL:
        return "" if _known_fuse(mount) else f"a user-space file system ({mount.fstype} from {mount.source})"
    if mount.fstype in KERNEL or mount.kind == "device":
        return ""
    if mount.fstype in {"tmpfs", "devtmpfs", "autofs"}:
        return _made_outside(mount, mounts)
    return "" if any(_part_of(mount, volume) for volume in volumes(mounts, vmid)) else f"the node ({mount.source}, {mount.root})"


def _made_outside(mount: Mount, mounts: Mounts) -> str:
    """Of file systems in memory. A tmpfs made inside a user namespace shows the uid of its root; one of the node shows none."""
    if mount.fstype == "autofs":
        return "" if below(mount.point, "/proc") else f"an automount of {mount.source}"
    if not mounts.root_uid or below(mount.point, "/sys"):
        return ""
    if mount.fstype == "tmpfs":
        return "" if any(option.startswith("uid=") for option in mount.options) else f"a tmpfs of the node ({mount.source}{mount.root})"
    if mount.root == "/":
        return "the node's /dev"
    return f"the node's disk {mount.root}" if mount.kind == "disk" else ""


def volumes(mounts: Mounts, vmid: int) -> tuple[Mount, ...]:
    """The mounts that are volumes of this container: its root, and what bears its number or a device that bears none."""
    return (mounts.rootfs, *(mount for mount in mounts.init if mount.point != "/" and _own_disk(mount, vmid)))


def shows(mount: Mount, mounts: Mounts) -> str:
    """Which directory of the host itself a mount shows; its own mount point unless it is a bind mount of another place."""
    sources = [other for other in mounts.init if _part_of(mount, other)]
    if not sources:
        return mount.point
    whole = min(sources, key=lambda other: len(other.root))
    return posixpath.normpath(posixpath.join(whole.point, posixpath.relpath(mount.root, whole.root)))


def trees(mounts: Mounts) -> tuple[Mount, ...]:
    """The mounts that can hold working trees: no kernel interfaces, no device nodes."""
    return tuple(
        m for m in mounts.all if m.fstype not in KERNEL - {"overlay"} | {"devtmpfs", "autofs", "fuse.lxcfs"} and m.kind != "device"
    )


def server(mount: Mount) -> str:
    """The host that serves a network or SSH file system; empty for any other mount."""
    if mount.fstype not in NETWORK and not mount.fstype.startswith("fuse"):
        return ""
    found = re.match(r"(?:[\w.+-]+://|//)?(?:[^@/:]*@)?(\[[^\]]+\]|[^/:]+)[:/]", mount.source)
    return found[1].strip("[]") if found else ""


def _known_fuse(mount: Mount) -> bool:
    return mount.fstype in LOCAL_FUSE or (mount.fstype == "fuse.lxcfs" and any(below(mount.point, place) for place in LXCFS))


def _own_disk(mount: Mount, vmid: int) -> bool:
    if mount.fstype in KERNEL | NETWORK | {"tmpfs", "devtmpfs", "autofs"}:
        return False
    whole = mount.root == "/" or bool(DISK.fullmatch(mount.root.rsplit("/", 1)[-1]))
    return whole and (vmid in {disk_owner(mount.root), disk_owner(mount.source)} or bool(NAMELESS.match(mount.source)))


def _part_of(mount: Mount, whole: Mount) -> bool:
    return mount.device == whole.device and mount.fstype == whole.fstype and below(mount.root, whole.root)
