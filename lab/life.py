"""Up, down, reset: each safe to call at any time, by anybody, as often as wanted."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from lab import control, identity, images, leftovers, network
from lab.errors import LabError
from lab.homelab import Homelab

Say = Callable[[str], None]


@contextmanager
def only_one(lab: Homelab) -> Iterator[TextIO]:
    """One command at a time works on a lab; the others wait. Whoever inherits the lock that is yielded is waited for, too."""
    lock = _locked(lab)
    while lock is None:
        lock = _locked(lab)
    with lock:
        yield lock


def _locked(lab: Homelab) -> TextIO | None:
    """The lab's lock, or None when ``down`` removed it while we waited: nobody else would ever see that one."""
    path = lab.root / leftovers.LOCK
    lab.root.mkdir(parents=True, exist_ok=True)
    try:
        lab.root.chmod(0o755)
        lock = path.open("w")
    except FileNotFoundError:
        return None
    fcntl.flock(lock, fcntl.LOCK_EX)
    if path.exists() and path.stat().st_ino == os.fstat(lock.fileno()).st_ino:
        return lock
    lock.close()
    return None


def up(lab: Homelab, say: Say) -> None:
    """From nothing, from half of it, or from all of it to a lab that is up. Raises LabError."""
    images.ensure(lab.release)
    with only_one(lab) as lock:
        _same(lab)
        with identity.alive(lab.root) as running:
            fresh = running is None
        if fresh:
            leftovers.stop(lab)
            leftovers.collect(lab)
            network.refuse_taken(lab)
            _spawn(lab, lock)
        with _alive(lab) as (supervisor, handle):
            control.ask(lab.root, "up", say=say, gone=lambda: identity.ended(handle))
            network.reach(lab, supervisor.pid)


def _same(lab: Homelab) -> None:
    with identity.alive(lab.root) as running:
        if running and running[0].lab != lab:
            msg = f"{lab.name} is up already as {running[0].lab}; take it down first: python -m lab --name {lab.name} down"
            raise LabError(msg)


def _spawn(lab: Homelab, lock: TextIO) -> None:
    """Start the supervisor, in a session of its own, and wait until it has its name in the state file.

    It holds the lock until then: when we are killed before, nobody begins beside a supervisor that nobody knows of.
    """
    with (lab.root / "supervisor.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "lab.supervisor", str(lock.fileno())], stdin=subprocess.PIPE, stdout=log, stderr=log,
            start_new_session=True, cwd=Path(__file__).parent.parent, pass_fds=[lock.fileno()],
        )  # fmt: skip
    process.communicate(json.dumps({name: getattr(lab, name) for name in Homelab.__slots__}).encode())
    if process.returncode:
        raise LabError("the lab's supervisor did not start:\n" + (lab.root / "supervisor.log").read_text()[-2000:])


@contextmanager
def _alive(lab: Homelab) -> Iterator[tuple[identity.Supervisor, int]]:
    with identity.alive(lab.root) as running:
        if running is None:
            raise LabError(f"{lab.name} is not up; start it with: python -m lab --name {lab.name} up")
        yield running


def down(lab: Homelab, say: Say) -> None:
    """Whatever state it is in: afterwards nothing of it is left. A command that hangs on it is not waited for."""
    was_up = leftovers.stop(lab)
    with only_one(lab):
        was_up |= leftovers.stop(lab)
        leftovers.collect(lab)
        (lab.root / leftovers.LOCK).unlink()
        with suppress(OSError):  # somebody else waits in it already
            lab.root.rmdir()
    say(f"{lab.name} is down" if was_up else f"{lab.name} was not up")


def ask(lab: Homelab, say: Say, verb: str, *words: str) -> None:
    started = time.monotonic()
    with _alive(lab) as (_, handle), only_one(lab):
        control.ask(lab.root, verb, *words, say=say, gone=lambda: identity.ended(handle))
    say(f"{verb} took {time.monotonic() - started:.1f} s")
