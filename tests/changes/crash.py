"""Breaks the target program at its k-th step: killed before or after a call, or the call fails as a full or read-only disk makes it fail."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from remediations.target import serve

How = Literal["killed before", "killed after", "full once", "full from here", "read-only from here"]
HOWS: tuple[How, ...] = ("killed before", "killed after", "full once", "full from here", "read-only from here")
STEPS = (
    "open", "write", "pwrite", "fsync", "rename", "unlink", "rmdir", "mkdir", "chmod", "chown", "fchmod", "fchown", "setxattr", "removexattr",
    "utime", "ftruncate", "symlink",
)  # fmt: skip
WRITES = {"write", "pwrite", "mkdir", "setxattr", "rename", "symlink"}
KILLED = -signal.SIGKILL


def run(base: Path, requests: list[dict[str, Any]], at: int, how: How) -> tuple[int, list[Any]]:
    """Ask the program in a child that breaks at step ``at``. Returns its exit status (KILLED) and its answers."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _break_at(at, how)
            answers = [serve.answer(base, request) for request in requests]
            _pure_write(its, json.dumps(answers).encode())
        finally:
            os._exit(0)
    os.close(its)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status, json.loads(said) if said else []


_pure_write = os.write


def _break_at(at: int, how: How) -> None:
    count = [0]
    for name in STEPS:
        setattr(os, name, _breaking(name, getattr(os, name), count, at, how))


def _breaking(name: str, real: Callable[..., Any], count: list[int], at: int, how: How) -> Callable[..., Any]:
    def step(*args: Any, **kwargs: Any) -> Any:
        count[0] += 1
        if how == "killed before" and count[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        if (why := _fails(name, args, how)) and (count[0] == at or (count[0] > at and "from here" in how)):
            raise OSError(why, os.strerror(why), str(args[0]))
        done = real(*args, **kwargs)
        if how == "killed after" and count[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return step


def _fails(name: str, args: tuple[Any, ...], how: How) -> int:
    creating = name == "open" and bool(args[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR))
    if how.startswith("full"):
        return errno.ENOSPC if creating or name in WRITES or name == "fsync" else 0
    if how.startswith("read-only"):
        return errno.EROFS if creating or name in {*WRITES, "unlink", "rmdir", "chmod", "chown", "fchmod", "fchown", "utime"} else 0
    return 0
