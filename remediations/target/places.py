"""Reaches a path by its directories one at a time, so that no link planted by a user can lead a change elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from remediations.target.refused import Refused

DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class Place(NamedTuple):
    """``fd`` is the deepest directory that exists, ``missing`` are those below it that do not, ``name`` is the last part."""

    fd: int
    missing: list[str]
    name: str


@contextmanager
def held(path: str) -> Iterator[Place]:
    """The place of an absolute path. Raises Refused when a parent is a link that root did not make."""
    if not path.startswith("/") or ".." in path.split("/"):
        raise Refused("unsafe", f"{path} is not a plain absolute path")
    *parents, name = [part for part in path.split("/") if part not in ("", ".")]
    fd = os.open("/", DIRECTORY)
    try:
        while parents and (below := _enter(fd, parents[0], path)) is not None:
            os.close(fd)
            fd = below
            parents.pop(0)
        yield Place(fd, parents, name)
    finally:
        os.close(fd)


def _enter(fd: int, name: str, path: str) -> int | None:
    try:
        return os.open(name, DIRECTORY | os.O_NOFOLLOW, dir_fd=fd)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENOTDIR):
            raise
    status = os.stat(name, dir_fd=fd, follow_symlinks=False)
    if not stat.S_ISLNK(status.st_mode) or status.st_uid not in (0, os.geteuid()):
        raise Refused("unsafe", f"{path} is refused: its parent {name} is not a directory, or a link that root did not make")
    return os.open(name, DIRECTORY, dir_fd=fd)


def make_parents(place: Place, uid: int, gid: int, mode: int) -> int:
    """Make the missing directories and return the last one's descriptor, which the caller closes."""
    fd = os.dup(place.fd)
    for name in place.missing:
        os.mkdir(name, mode, dir_fd=fd)
        os.chmod(name, mode, dir_fd=fd)
        os.chown(name, uid, gid, dir_fd=fd, follow_symlinks=False)
        os.fsync(fd)
        below = os.open(name, DIRECTORY | os.O_NOFOLLOW, dir_fd=fd)
        os.close(fd)
        fd = below
    return fd


def is_mount_point(path: str) -> bool:
    """Whether something is mounted on exactly this path (proc(5), mountinfo; octal escapes undone)."""
    real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as lines:
        return any(line.split(" ")[4].encode().decode("unicode_escape") == real for line in lines)
