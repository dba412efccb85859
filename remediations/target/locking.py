"""The one lock of a target: held by an open descriptor, so that a dead process holds nothing."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from remediations.target import journal
from remediations.target.refused import Refused

WAIT, LINGER = 30.0, 3.0
"""Seconds for a holder that is ended, and for one that may just be on its way out: a client that is done does not wait for its process here."""
PAUSE = 0.2
SERVING = b"json.loads(sys.stdin.buffer.readline())"  # as the command line of another copy of this program has it
Holder = dict[str, Any]


def take(home: Path, run: str, who: str, whence: str, evict: Callable[[Holder], bool]) -> int:
    """Take the lock and return its descriptor. ``evict`` says which holder may be ended for it; else Refused ("locked") with the holder's words."""
    began = time.monotonic()
    while True:
        try:
            return _lock(home, {"run": run, "who": who, "from": whence, "since": journal.now(), "pid": os.getpid()})
        except Refused as refused:
            there = _holder(refused.sentence)
            ours = evict(there)
            if time.monotonic() > began + (WAIT if ours else LINGER):
                raise
            if ours:
                _end(there)
            time.sleep(PAUSE)


def _lock(home: Path, holder: Holder) -> int:
    fd = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        words = os.pread(fd, 4096, 0).decode("utf-8", "replace")
        os.close(fd)
        raise Refused("locked", words) from None
    os.ftruncate(fd, 0)
    os.pwrite(fd, json.dumps(holder).encode(), 0)
    return fd


def _holder(words: str) -> Holder:
    try:
        return dict(json.loads(words))
    except ValueError:
        return {}


def _end(holder: Holder) -> None:
    """Between two changes, or amid one: each is whole at any moment, and what it leaves is settled next."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError, KeyError):
        if SERVING in Path(f"/proc/{int(holder['pid'])}/cmdline").read_bytes():
            os.kill(int(holder["pid"]), signal.SIGTERM)
