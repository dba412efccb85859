"""Whether a lab can live on this machine; each thing that is missing comes with the line that mends it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from lab.errors import LabError

PROGRAMS = {
    "lxc-start": "lxc", "lxc-usernsexec": "lxc", "lxcfs": "lxcfs", "mmdebstrap": "mmdebstrap", "ip": "iproute2", "nsenter": "util-linux",
    "ssh-keygen": "openssh-client", "openssl": "openssl", "git": "git", "newuidmap": "uidmap",
}  # fmt: skip


def missing() -> list[str]:
    """One sentence each, in the order in which they are mended."""
    faults = []
    if os.geteuid() != 0:
        faults.append("not root: the lab makes namespaces and mounts; run it with sudo")
    packages = sorted({package for program, package in PROGRAMS.items() if not shutil.which(program)})
    if packages:
        faults.append(f"missing {', '.join(packages)}: apt-get install -y {' '.join(packages)}")
    return faults + _kernel()


def _kernel() -> list[str]:
    known = Path("/proc/filesystems").read_text().split()
    faults = [f"the kernel knows no {name}: modprobe {name}" for name in ("overlay", "fuse") if name not in known]
    if not Path("/sys/fs/cgroup").is_dir() or not any(Path("/sys/fs/cgroup").iterdir()):
        faults.append("no control groups are mounted: mount -t cgroup2 none /sys/fs/cgroup")
    return faults


def require() -> None:
    """Raises LabError with everything that is missing."""
    faults = missing()
    if faults:
        raise LabError("no lab can live here:\n" + "\n".join(f"  {fault}" for fault in faults))


def report() -> int:
    faults = missing()
    print("\n".join(faults) or "a lab can live here: unprivileged LXC containers, started by root")
    return 1 if faults else 0
