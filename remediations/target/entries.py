"""A file as a value: what it holds, whose it is, who may do what; and its safe replacement.

State: {"content": text or None when there is no file, "mode": int, "uid": int, "gid": int, "xattrs": {name: latin-1 text}, "mtime": ns,
"missing": [directories that would have to be made]}. Bytes travel as UTF-8 with surrogate escapes, which loses nothing.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable
from typing import Any

from remediations.target.places import Place, held, is_mount_point, make_parents
from remediations.target.refused import Refused

State = dict[str, Any]
TEMP = ".adr023-"
LARGEST = 4 * 1024 * 1024


def look(path: str) -> State:
    """What is at this path. Raises Refused for anything but a plain file with one name, or nothing."""
    with held(path) as place:
        if place.missing:
            return absent(place.missing)
        try:
            fd = os.open(place.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=place.fd)
        except FileNotFoundError:
            return absent([])
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise Refused("unsafe", f"{path} is a symbolic link") from error
            raise
    try:
        _refuse_odd(path, os.fstat(fd))
        with open(fd, "rb", closefd=False) as file:
            return {"content": file.read(LARGEST).decode("utf-8", "surrogateescape"), **_marks(fd)}
    finally:
        os.close(fd)


def absent(missing: list[str]) -> State:
    """The state of a file that is not there."""
    return {"content": None, "missing": missing}


def _refuse_odd(path: str, status: os.stat_result) -> None:
    odd = [
        (not stat.S_ISREG(status.st_mode), "is not a plain file"),
        (status.st_nlink > 1, "has a second hard link"),
        (status.st_size >= LARGEST, "is too large to be a configuration file"),
        (is_mount_point(path), "is a mount point"),
    ]
    for wrong, words in odd:
        if wrong:
            raise Refused("unsafe", f"{path} {words}")


def _marks(fd: int) -> State:
    status = os.fstat(fd)
    mode, mtime = stat.S_IMODE(status.st_mode), status.st_mtime_ns
    return {"mode": mode, "uid": status.st_uid, "gid": status.st_gid, "xattrs": xattrs(fd), "mtime": mtime}


def xattrs(fd: int) -> dict[str, str]:
    """Extended attributes, POSIX ACLs among them; none on a file system that has none."""
    try:
        return {name: os.getxattr(fd, name).decode("latin-1") for name in os.listxattr(fd)}
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENODATA):
            return {}
        raise


def keep_xattrs(fd: int, wanted: dict[str, str]) -> None:
    """Make the attributes of an open file exactly these; what is so already is not written."""
    there = xattrs(fd)
    for name in there.keys() - wanted.keys():
        os.removexattr(fd, name)
    for name, value in wanted.items():
        if there.get(name) != value:
            os.setxattr(fd, name, value.encode("latin-1"))


def put(path: str, state: State, still: Callable[[], None], valid: Callable[[str], None]) -> None:
    """Make the path hold ``state``. ``still`` raises when it changed meanwhile, ``valid`` when the content, in a file of that name, is no good."""
    with held(path) as place:
        if state["content"] is None:
            still()
            _remove(place, state["missing"], path)
        else:
            _replace(place, state, still, valid, path)


def _replace(place: Place, state: State, still: Callable[[], None], valid: Callable[[str], None], path: str) -> None:
    valid(state["content"])
    directory = make_parents(place, state["uid"], state["gid"], 0o755 if state["mode"] & 0o077 else 0o700)
    temp = TEMP + secrets.token_hex(8)
    try:
        _write(directory, temp, state)
        if is_mount_point(path):
            raise Refused("unsafe", f"{path} is a mount point")
        still()
        os.rename(temp, place.name, src_dir_fd=directory, dst_dir_fd=directory)
        os.fsync(directory)
    finally:
        _forget(directory, temp)
        os.close(directory)


def _write(directory: int, temp: str, state: State) -> None:
    fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=directory)
    with os.fdopen(fd, "wb") as file:
        file.write(state["content"].encode("utf-8", "surrogateescape"))
        file.flush()
        os.fchown(fd, state["uid"], state["gid"])
        keep_xattrs(fd, state.get("xattrs", {}))
        os.fchmod(fd, state["mode"])
        if "mtime" in state:
            os.utime(fd, ns=(state["mtime"], state["mtime"]))
        os.fsync(fd)


def _forget(directory: int, temp: str) -> None:
    try:
        os.unlink(temp, dir_fd=directory)
    except FileNotFoundError:
        return  # it was renamed into place, or never made


def _remove(place: Place, made: list[str], path: str) -> None:
    if not place.missing:
        _forget(place.fd, place.name)
        os.fsync(place.fd)
    directory = os.path.dirname(path)
    for _ in made:
        try:
            os.rmdir(directory)
        except FileNotFoundError:
            pass  # never made
        except OSError as error:
            if error.errno != errno.ENOTEMPTY:
                raise
            return
        directory = os.path.dirname(directory)


def sweep(path: str) -> list[str]:
    """Remove temporaries that a killed run left beside this path; returns their names."""
    with held(path) as place:
        left = [] if place.missing else [name for name in os.listdir(place.fd) if name.startswith(TEMP)]
        for name in left:
            _forget(place.fd, name)
        return left
