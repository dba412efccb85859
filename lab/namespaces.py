"""Into a lab's namespaces and out of the machine's: the few system calls that Python 3.11 does not offer, and nsenter."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence

CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET = 0x00020000, 0x20000000, 0x40000000

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Raises OSError."""
    if _libc.unshare(flags):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "unshare")


def enter(pid: int, argv: Sequence[str]) -> list[str]:
    """The command that runs ``argv`` inside the lab whose supervisor is ``pid``."""
    return ["nsenter", "--target", str(pid), "--mount", "--net", "--pid", "--", *argv]
