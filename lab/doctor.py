"""Whether a lab can live on this machine, and how; each thing that is missing comes with the line that mends it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from lab import cgroups, namespaces
from lab.errors import LabError
from lab.homelab import labs_root

PROGRAMS = {
    "lxc-start": "lxc", "lxc-usernsexec": "lxc", "lxcfs": "lxcfs", "mmdebstrap": "mmdebstrap", "ip": "iproute2", "nsenter": "util-linux",
    "setpriv": "util-linux", "ssh-keygen": "openssh-client", "openssl": "openssl", "git": "git", "newuidmap": "uidmap", "dnsmasq": "dnsmasq-base",
}  # fmt: skip
OLDEST_KERNEL = (5, 19)
ROOM = 3 << 30
INOTIFY_INSTANCES = 24


def require() -> None:
    """Raises LabError with everything that is missing."""
    faults = missing()
    if faults:
        raise LabError("no lab can live here:\n" + "\n".join(f"  {fault}" for fault in faults))


def report() -> int:
    faults = missing()
    print(f"tier: {tier()}")
    print("\n".join(f"  {fault}" for fault in faults) or f"a lab can live here, below {labs_root()}")
    return 1 if faults else 0


def tier() -> str:
    """How containers would be run here."""
    if os.geteuid() == 0 and not missing():
        return "LXC by root, in a privileged Docker container" if Path("/.dockerenv").exists() else "LXC by root"
    if os.geteuid() and _delegated():
        return "rootless LXC would be possible (subordinate ids and a delegated control group); this lab is started by root"
    return "no live lab; what needs one does not run, and is never green"


def missing() -> list[str]:
    """One sentence each, in the order in which they are mended: what root or a package would change is not looked at before."""
    if os.geteuid():
        return ["not root, and the lab makes namespaces, mounts and a bridge: sudo .venv/bin/python -m lab up"]
    packages = sorted({package for program, package in PROGRAMS.items() if not shutil.which(program)})
    if packages:
        return [f"missing {', '.join(packages)}: apt-get install -y --no-install-recommends {' '.join(packages)}"]
    return [*_kernel(), *_control_groups(), *_devices(), *_inotify(), *_place()]


def _kernel() -> list[str]:
    known = Path("/proc/filesystems").read_text().split()
    faults = [f"the kernel knows no {name}: modprobe {name}" for name in ("overlay", "fuse") if name not in known]
    version = tuple(map(int, re.findall(r"\d+", os.uname().release)[:2]))
    if version < OLDEST_KERNEL:
        faults.append(f"kernel {os.uname().release} puts no overlay on idmapped mounts: apt-get install -y linux-image-amd64, and reboot")
    alone = subprocess.run(["unshare", "--net", "--mount", "--pid", "--fork", "true"], check=False, capture_output=True, text=True)
    if alone.returncode:
        faults.append(f"namespaces are refused ({alone.stderr.strip()}): start this machine's container with docker run --privileged")
    return faults


def _control_groups() -> list[str]:
    try:
        hierarchies = cgroups.hierarchies()
    except OSError:
        hierarchies = []
    if not hierarchies:
        return ["no control groups are mounted: mount -t cgroup2 cgroup2 /sys/fs/cgroup"]
    closed = [str(path) for path in hierarchies if os.statvfs(path).f_flag & os.ST_RDONLY]
    return [f"{closed[0]} is read-only: mount -o remount,rw {closed[0]}"] if closed else []


def _devices() -> list[str]:
    """The one for lxcfs, the other for overlay clients in the containers."""
    devices = {"/dev/fuse": "modprobe fuse", "/dev/net/tun": "modprobe tun || { mkdir -p /dev/net; mknod /dev/net/tun c 10 200; }"}
    return [f"{device} is missing: {line}" for device, line in devices.items() if not Path(device).exists()]


def _inotify() -> list[str]:
    """The kernel counts the instances of all containers of all labs against root; a boot that gets none leaves systemd degraded."""
    held = [namespaces.inotify() for _ in range(INOTIFY_INSTANCES)]
    got = [handle for handle in held if handle >= 0]
    for handle in got:
        os.close(handle)
    if len(got) == INOTIFY_INSTANCES:
        return []
    return ["too few inotify instances are left for two containers: sysctl -w fs.inotify.max_user_instances=1024"]


def _place() -> list[str]:
    """Overlay layers need a real file system below them, and containers have to be able to walk there."""
    place = labs_root()
    while not place.exists():
        place = place.parent
    told = subprocess.run(["stat", "--file-system", "--format=%T", place], check=True, capture_output=True, text=True).stdout.strip()
    faults = []
    if told in {"overlayfs", "nfs", "fuseblk", "v9fs"}:
        faults.append(f"{place} is on {told}, which carries no overlay: export ADR023_LAB_DIR=DIRECTORY on ext4, xfs, btrfs or tmpfs")
    closed = [folder for folder in (place, *place.parents) if not folder.stat().st_mode & 0o001]
    faults += [f"{folder} may not be entered by containers: chmod o+x {folder}" for folder in closed]
    if shutil.disk_usage(place).free < ROOM:
        faults.append(f"less than {ROOM >> 30} GiB free below {place}: make room, or export ADR023_LAB_DIR=DIRECTORY elsewhere")
    return faults


def _delegated() -> bool:
    own = Path("/proc/self/cgroup").read_text().rsplit(":", 1)[1].strip()
    group = cgroups.ROOT / own.lstrip("/")
    return os.access(group, os.W_OK) and bool(shutil.which("newuidmap"))
