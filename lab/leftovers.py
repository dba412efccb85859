"""What a dead lab may have left: control groups, its link, its state. Nothing of it lies outside the state directory."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from lab import cgroups, identity, network
from lab.homelab import Homelab

LOCK = "lock"


def stop(lab: Homelab) -> bool:
    """Kill the lab, whether or not its state file can still be read; True when there was one."""
    found = False
    with identity.alive(lab.root) as running:
        if running:
            identity.kill(running[1])
            found = True
    for pid in identity.strays(lab.root):
        handle = os.pidfd_open(pid)
        identity.kill(handle)
        os.close(handle)
        found = True
    return found


def collect(lab: Homelab) -> None:
    """Remove what is left of a lab that is dead. Folders in which the kernel still winds up a container's mounts are tried again."""
    network.cut(lab)
    cgroups.collect(lab)
    for entry in lab.root.iterdir() if lab.root.is_dir() else ():
        if entry.name != LOCK:
            _remove(entry)
    end = time.monotonic() + 5
    while cgroups.left(lab) and time.monotonic() < end:
        time.sleep(0.02)
        cgroups.collect(lab)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)
