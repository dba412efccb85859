"""Which process is the lab: one JSON that names it by pid, start time and boot, so that a stale one harms nobody."""

from __future__ import annotations

import json
import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from lab.homelab import Homelab

STOP_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Supervisor:
    """PID 1 of a lab's namespaces, as the machine numbers it; ``start_time`` in clock ticks since boot."""

    lab: Homelab
    pid: int
    start_time: str
    boot_id: str


def boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def start_time(pid: int) -> str:
    """Raises OSError when there is no such process, or only its remains."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    if fields[0] in "ZX":
        raise ProcessLookupError(pid)
    return fields[19]


def record(lab: Homelab, pid: int) -> None:
    """Write the state file, whole or not at all."""
    supervisor = Supervisor(lab, pid, start_time(pid), boot_id())
    draft = lab.root / "state.json.new"
    draft.write_text(json.dumps(asdict(supervisor), indent=1))
    draft.replace(lab.root / "state.json")


def recorded(root: Path) -> Supervisor | None:
    """What the state file says, true or not; None when it is missing or no such thing."""
    try:
        told = json.loads((root / "state.json").read_text())
        return Supervisor(Homelab(**told["lab"]), int(told["pid"]), str(told["start_time"]), str(told["boot_id"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def alive(root: Path) -> Iterator[tuple[Supervisor, int] | None]:
    """The live supervisor of this state directory and a pidfd of it, or None."""
    known = recorded(root)
    handle = _open(known) if known else None
    if known is None or handle is None:
        yield None
        return
    try:
        yield known, handle
    finally:
        os.close(handle)


def _open(known: Supervisor) -> int | None:
    """A pidfd that surely is this supervisor's: opened first, compared afterwards."""
    if known.boot_id != boot_id():
        return None
    try:
        handle = os.pidfd_open(known.pid)
    except OSError:
        return None
    try:
        same = start_time(known.pid) == known.start_time
    except OSError:
        same = False
    if same:
        return handle
    os.close(handle)
    return None


def kill(handle: int) -> None:
    """End a supervisor and with it everything in its namespaces. Raises TimeoutError when the kernel takes too long."""
    signal.pidfd_send_signal(handle, signal.SIGKILL)
    if not ended(handle, STOP_SECONDS):
        msg = f"the lab's supervisor did not die within {STOP_SECONDS:.0f} s of SIGKILL"
        raise TimeoutError(msg)


def ended(handle: int, seconds: float = 0.0) -> bool:
    return bool(select.select([handle], [], [], seconds)[0])


def strays(root: Path) -> list[int]:
    """Supervisors of this directory that no state file names, found by the lock that each holds for life."""
    lock = str(root / "supervisor.lock")
    return [pid for pid in _pids() if pid != os.getpid() and _holds(pid, lock)]


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _holds(pid: int, path: str) -> bool:
    try:
        return any(str(entry.readlink()).removesuffix(" (deleted)") == path for entry in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False
