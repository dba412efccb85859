"""Brings a file or directory of the node into a container that runs, behind its configuration's back: what a person with root there can do.

``python -m lab.attach PID SOURCE TARGET``: PID is the container's init as seen from inside the lab, TARGET exists in the container.
"""

from __future__ import annotations

import os
import sys

from lab.namespaces import CLONE_NEWNS, call, setns

_SYS_OPEN_TREE, _SYS_MOVE_MOUNT = 428, 429
_OPEN_TREE_CLONE, _AT_FDCWD, _MOVE_MOUNT_F_EMPTY_PATH = 1, -100, 4


def attach(pid: int, source: str, target: str) -> None:
    """Raises OSError."""
    tree = call(_SYS_OPEN_TREE, _AT_FDCWD, source.encode(), _OPEN_TREE_CLONE | os.O_CLOEXEC)
    setns(os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY), CLONE_NEWNS)
    call(_SYS_MOVE_MOUNT, tree, b"", _AT_FDCWD, target.encode(), _MOVE_MOUNT_F_EMPTY_PATH)


if __name__ == "__main__":
    attach(int(sys.argv[1]), sys.argv[2], sys.argv[3])
