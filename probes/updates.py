"""Security updates of a host: whether they come by themselves, when they last did, and which wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probes.estate import Estate
from probes.question import Question

SCRIPT = Path(__file__).with_suffix(".sh").read_text()


@dataclass(frozen=True, slots=True)
class Updates:
    """Moments in seconds since the epoch, 0 for never. ``run`` and ``outcome`` (ok, failed, unfinished, "") are unattended-upgrades' last.

    ``security`` says whether the security archive is among the origins. ``stopped`` are timers that are not enabled or not active; ``waiting`` names packages with a security update that is not installed.
    """

    installed: bool
    lists_on: bool
    upgrades_on: bool
    security: bool
    stopped: tuple[str, ...]
    run: float
    outcome: str
    lists: float
    upgraded: float
    waiting: tuple[str, ...]
    now: float


def updates() -> Question[Updates]:
    """Simulates an upgrade without its caches; changes nothing, fetches nothing."""
    return Question("the security updates", SCRIPT, _read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    del estate
    return (updates(),)


def _read(answer: str) -> Updates:
    rows = [line.split() for line in answer.splitlines()]

    def of(mark: str) -> Iterator[list[str]]:
        return (row[1:] for row in rows if row and row[0] == mark)

    lists_on, upgrades_on = (word != "0" for word in next(of("periodic")))
    run, outcome = next(of("run"), ["0", ""])
    stopped = tuple(unit[0] for unit in of("timer") if unit[1:] != ["enabled", "active"])
    return Updates(
        installed=next(of("installed")) == ["yes"], security=next(of("security")) == ["yes"], lists_on=lists_on, upgrades_on=upgrades_on, stopped=stopped, run=float(run), outcome=outcome,
        lists=float(next(of("lists"))[0]), upgraded=float(next(of("upgraded"))[0]), waiting=tuple(row[0] for row in of("wait")),
        now=float(next(of("now"))[0]),
    )  # fmt: skip
