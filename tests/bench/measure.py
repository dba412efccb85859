"""Runs one process from start to exit and tells what it cost, here and on the hosts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """``wall``, ``cpu`` and ``host_cpu`` in seconds, ``memory`` at its peak in MB, ``trips``: round trips that waited for one another."""

    wall: float
    cpu: float
    host_cpu: float
    memory: float
    trips: int


class Failed(Exception):  # noqa: N818  (it says what happened)
    """A contender did not do its work; the text is the end of what it printed."""


def run(command: list[str], environment: dict[str, str], host_cpu: Callable[[], float], trips: Callable[[], int]) -> Sample:
    """Run a command as a process of its own. Raises Failed unless it exits with a status that an audit may have."""
    used, crossed, before = host_cpu(), trips(), time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=out, stderr=out)
        _, status, rusage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - before
        if process.returncode not in (0, 1, 11):
            out.seek(0)
            raise Failed(f"{' '.join(command)} exited {process.returncode}:\n{out.read()[-2000:].decode(errors='replace')}")
    return Sample(wall, rusage.ru_utime + rusage.ru_stime, host_cpu() - used, rusage.ru_maxrss / 1024, trips() - crossed)


def middle(samples: list[Sample]) -> Sample:
    """The median of each figure."""
    return Sample(
        median(s.wall for s in samples),
        median(s.cpu for s in samples),
        median(s.host_cpu for s in samples),
        max(s.memory for s in samples),
        int(median(s.trips for s in samples)),
    )
