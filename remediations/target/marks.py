"""Mode and owner of a file or directory, changed in place: a credential is never copied to change who may read it."""

from __future__ import annotations

import os
import stat
from typing import Any

from remediations.target.entries import keep_xattrs, xattrs
from remediations.target.places import held
from remediations.target.refused import Refused

ACLS = ("system.posix_acl_access", "system.posix_acl_default")


def look(path: str) -> dict[str, Any]:
    """{"mode", "uid", "gid", "acls": {name: latin-1 text}}. Raises Refused when there is nothing, a link, or a file with a second name."""
    fd = _open(path)
    try:
        status = os.fstat(fd)
        acls = {name: value for name, value in xattrs(fd).items() if name in ACLS}
        return {"mode": stat.S_IMODE(status.st_mode), "uid": status.st_uid, "gid": status.st_gid, "acls": acls}
    finally:
        os.close(fd)


def put(path: str, state: dict[str, Any]) -> None:
    """Make mode, owner and ACLs so. A crash between the calls leaves a state that is neither looser than the old nor the new one.

    The group's bits of a file with an ACL are its mask, wider maybe than the group's own entry, and remain when the ACL goes.
    """
    fd = _open(path)
    try:
        status, there = os.fstat(fd), xattrs(fd)
        others = {name: value for name, value in there.items() if name not in ACLS}
        owned = (status.st_uid, status.st_gid) == (state["uid"], state["gid"])
        if not owned or there != {**others, **state["acls"]}:
            os.fchmod(fd, stat.S_IMODE(status.st_mode) & state["mode"] & 0o777)
        if not owned:
            os.fchown(fd, state["uid"], state["gid"])
        keep_xattrs(fd, {**others, **state["acls"]})
        os.fchmod(fd, state["mode"])
        os.fsync(fd)
    finally:
        os.close(fd)


def _open(path: str) -> int:
    with held(path) as place:
        if place.missing:
            raise Refused("unsafe", f"{path} does not exist")
        try:
            fd = os.open(place.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=place.fd)
        except OSError as error:
            raise Refused("unsafe", f"{path} cannot be opened as itself ({error.strerror})") from error
    status = os.fstat(fd)
    plain = stat.S_ISDIR(status.st_mode) or (stat.S_ISREG(status.st_mode) and status.st_nlink == 1)
    if not plain:
        os.close(fd)
        raise Refused("unsafe", f"{path} is neither a directory nor a plain file with one name")
    return fd
