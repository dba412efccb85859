"""Breaks the target program at its k-th step: killed before a call, or the call fails as a full or read-only disk makes it fail."""

from __future__ import annotations

import _socket
import contextlib
import ctypes
import errno
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from remediations.target import serve

How = Literal["killed", "full once", "full from here", "read-only from here"]
HOWS: tuple[How, ...] = ("killed", "full once", "full from here", "read-only from here")
STEPS = (
    "open", "write", "pwrite", "fsync", "rename", "unlink", "rmdir", "mkdir", "chmod", "chown", "fchmod", "fchown", "setxattr", "removexattr",
    "utime", "ftruncate", "symlink", "replace", "makedirs",
)  # fmt: skip
TALK = ("sendall", "recv", "recv_into", "read")
Breaks = list[tuple[str, bool]]
"""Each step that came: what it was, and whether it could break."""
WRITES = {"write", "pwrite", "mkdir", "setxattr", "rename", "replace", "symlink"}
KILLED = -signal.SIGKILL
HEIR = 36
"""PR_SET_CHILD_SUBREAPER, prctl(2)."""


def main() -> None:
    """One order a line, [base, requests, at, how]; one answer a line: exit status (KILLED), answers, and which steps could break so.

    A process of its own, because a small one forks a hundred times faster than pytest.
    """
    ctypes.CDLL(None).prctl(HEIR, 1)
    for line in sys.stdin:
        base, requests, at, how = json.loads(line)
        sys.stdout.write(json.dumps(_run(Path(base), requests, at, how)) + "\n")
        sys.stdout.flush()


def _run(base: Path, requests: list[dict[str, Any]], at: int, how: How) -> tuple[int, list[Any], Breaks]:
    """Ask the program in a child that breaks at step ``at``."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            could: Breaks = []
            break_at(at, how, could)
            answers = [serve.answer(base, request) for request in requests]
            _pure_write(its, json.dumps([answers, could]).encode())
        finally:
            os._exit(0)
    os.close(its)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    _await_orphans()
    answers, could = json.loads(said) if said else ([], [])
    return status, answers, could


def _await_orphans() -> None:
    """Programs that a killed child had started run to their end; this process was made their heir."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


_pure_write = os.write


def break_at(at: int, how: How, could: Breaks) -> None:
    """Break this process at its step ``at``, counted from 1 over everything that it does to files, to programs and over the network."""
    for name in STEPS:
        setattr(os, name, _breaking(name, getattr(os, name), could, at, how))
    for name in ("__init__", "communicate"):  # before a program starts, and while it runs
        setattr(subprocess.Popen, name, _breaking(name, getattr(subprocess.Popen, name), could, at, how))
    for kind in (socket.socket, ssl.SSLSocket):
        for name in TALK:
            if name in vars(kind) or name in vars(_socket.socket):
                setattr(kind, name, _breaking(name, getattr(kind, name), could, at, how))


def _breaking(name: str, real: Callable[..., Any], could: Breaks, at: int, how: How) -> Callable[..., Any]:
    def step(*args: Any, **kwargs: Any) -> Any:
        why = _fails(name, args, how)
        could.append((name, how == "killed" or bool(why)))
        if how == "killed" and len(could) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        if why and (len(could) == at or (0 < at < len(could) and "from here" in how)):
            raise OSError(why, os.strerror(why), str(args[0]))
        return real(*args, **kwargs)

    return step


def _fails(name: str, args: tuple[Any, ...], how: How) -> int:
    creating = name == "open" and bool(args[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR))
    if how.startswith("full"):
        return errno.ENOSPC if creating or name in WRITES or name == "fsync" else 0
    if how.startswith("read-only"):
        return errno.EROFS if creating or name in {*WRITES, "unlink", "rmdir", "chmod", "chown", "fchmod", "fchown", "utime"} else 0
    return 0


if __name__ == "__main__":
    main()
