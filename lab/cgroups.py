"""The lab's own control groups: one directory in each hierarchy, so that what a killed lab leaves is found by name."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from lab.homelab import Homelab

ROOT = Path("/sys/fs/cgroup")


def hierarchies() -> list[Path]:
    """One per mounted hierarchy: the root itself on a unified host, its folders on a legacy or hybrid one."""
    if unified():
        return [ROOT]
    return sorted({path.resolve() for path in ROOT.iterdir() if (path / "cgroup.procs").exists()})


def has(controller: str) -> bool:
    """Whether this controller can limit a container here: on a unified host, whether the root hands it down."""
    if unified():
        return controller in (ROOT / "cgroup.subtree_control").read_text().split()
    return (ROOT / controller / "cgroup.procs").exists()


def unified() -> bool:
    return (ROOT / "cgroup.controllers").exists()


def _own(lab: Homelab) -> list[Path]:
    return [hierarchy / f"adr023-{lab.name}" for hierarchy in hierarchies()]


def join(lab: Homelab) -> None:
    """Move this process below the lab's own groups. LXC cuts a last ``init.scope`` off, so that containers become its neighbours, not its children."""
    if unified():
        _hand_down()
    for own in _own(lab):
        leaf = own / "init.scope"
        for group in (own, leaf):
            group.mkdir(exist_ok=True)
            for file in ("cpuset.cpus", "cpuset.mems"):  # a legacy cpuset takes no process before it has both
                if (group / file).exists() and own.parent.name.startswith("cpuset") and not (group / file).read_text().strip():
                    (group / file).write_text((group.parent / file).read_text())
        (leaf / "cgroup.procs").write_text("0")


def _hand_down() -> None:
    """Have the root hand down what limits a container's size, as systemd does. Where it cannot, containers have no limits."""
    for controller in ("memory", "cpuset"):
        with contextlib.suppress(OSError):
            (ROOT / "cgroup.subtree_control").write_text(f"+{controller}")


def collect(lab: Homelab) -> None:
    """Remove the lab's groups once nothing lives in them."""
    for own in _own(lab):
        for folder, _, _ in os.walk(own, topdown=False):
            with contextlib.suppress(OSError):
                Path(folder).rmdir()


def left(lab: Homelab) -> list[Path]:
    return [own for own in _own(lab) if own.exists()]
