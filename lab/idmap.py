"""User ids: on disk the image's owners are shifted once; each lab shows them shifted to a range of its own.

A range of its own, because the kernel counts keys, inotify instances and the like per user id: labs that shared one would starve each other.
"""

from __future__ import annotations

import ctypes
import os
import signal
from pathlib import Path
from zlib import crc32

from lab.homelab import Homelab
from lab.namespaces import CLONE_NEWUSER, call, unshare

RANGE = 65536
ON_DISK = 100_000
SLOTS = 4096

_SYS_OPEN_TREE, _SYS_MOVE_MOUNT, _SYS_MOUNT_SETATTR = 428, 429, 442
_OPEN_TREE_CLONE, _AT_EMPTY_PATH, _AT_FDCWD, _MOVE_MOUNT_F_EMPTY_PATH = 1, 0x1000, -100, 4
_MOUNT_ATTR_IDMAP = 0x00100000


class _MountAttr(ctypes.Structure):
    _fields_ = (("set", ctypes.c_uint64), ("clear", ctypes.c_uint64), ("propagation", ctypes.c_uint64), ("userns", ctypes.c_uint64))


def root_of(lab: Homelab) -> int:
    """The machine's id of the containers' root in this lab."""
    return ON_DISK + RANGE * (1 + crc32(lab.name.encode()) % SLOTS)


def show(source: Path, target: Path, root: int) -> None:
    """Mount ``source`` at ``target`` with its owners moved from the range on disk to the one that starts at ``root``. Raises OSError."""
    tree = call(_SYS_OPEN_TREE, _AT_FDCWD, str(source).encode(), _OPEN_TREE_CLONE | os.O_CLOEXEC)
    users = _user_namespace(f"{ON_DISK} {root} {RANGE}")
    attr = _MountAttr(set=_MOUNT_ATTR_IDMAP, userns=users)
    call(_SYS_MOUNT_SETATTR, tree, b"", _AT_EMPTY_PATH, ctypes.byref(attr), ctypes.sizeof(attr))
    call(_SYS_MOVE_MOUNT, tree, b"", _AT_FDCWD, str(target).encode(), _MOVE_MOUNT_F_EMPTY_PATH)
    os.close(tree)
    os.close(users)


def _user_namespace(mapping: str) -> int:
    """A handle of a new user namespace with this mapping; a child holds it until we do."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        unshare(CLONE_NEWUSER)
        os.write(tell, b"x")
        signal.pause()
    os.read(told, 1)
    for name in ("uid_map", "gid_map"):
        Path(f"/proc/{child}/{name}").write_text(mapping)
    handle = os.open(f"/proc/{child}/ns/user", os.O_RDONLY)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(told)
    os.close(tell)
    return handle


def grant(folder: Path, root: int) -> str:
    """Shell lines that, in a private mount namespace, grant the range to root where newuidmap looks: with shadow installed, LXC insists on it."""
    file = folder / "subids"
    file.write_text(f"root:{root}:{RANGE}\n")
    return "\n".join(f"mount --bind {file} {place}" for place in ("/etc/subuid", "/etc/subgid") if Path(place).exists())
