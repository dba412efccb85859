"""Into a lab's namespaces and out of the machine's: the few system calls that Python 3.11 does not offer, and nsenter."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from typing import Any

CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x00020000, 0x10000000, 0x20000000, 0x40000000

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Raises OSError."""
    if _libc.unshare(flags):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "unshare")


def call(number: int, *words: Any) -> int:
    """One system call by its number. Raises OSError."""
    answer = int(_libc.syscall(number, *words))
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), f"system call {number}")
    return answer


def setns(handle: int, kind: int) -> None:
    """Go into the namespace that a handle names. Raises OSError."""
    if _libc.setns(handle, kind):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "setns")


def mount(source: str, target: str, kind: str, options: str) -> None:
    """mount(2) without flags. Raises OSError."""
    if _libc.mount(source.encode(), target.encode(), kind.encode(), 0, options.encode()):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), target)


def inotify() -> int:
    """A new inotify instance, or a negative number when root has no more."""
    return int(_libc.inotify_init1(0))


def enter(pid: int, argv: Sequence[str]) -> list[str]:
    """The command that runs ``argv`` inside the lab whose supervisor is ``pid``."""
    return ["nsenter", "--target", str(pid), "--mount", "--net", "--pid", "--", *argv]
