"""What could carry files off a host: file servers, sync and mount daemons, copy jobs in units, timers, cron and processes.

``exports.sh`` asks systemd, cron, ps, ss and the servers' own files, and prints tools and host names, never a command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probes.estate import Estate
from probes.question import Question

SCRIPT = Path(__file__).with_suffix(".sh").read_text()


@dataclass(frozen=True, slots=True)
class Job:
    """Something that copies, serves or mounts. ``origin``: process, unit, user unit, cron, at; ``where`` is its pid, unit, file:line or link.

    ``units`` are those that start it, the triggering ones first.
    """

    origin: str
    where: str
    user: str
    units: tuple[str, ...]
    tool: str
    hosts: frozenset[str]

    @property
    def words(self) -> str:
        place = f"process {self.where}" if self.origin == "process" else self.where
        whose = f" of {self.user}" if self.user else ""
        far = f" with {', '.join(sorted(self.hosts))}" if self.hosts else ""
        return f"{self.tool}{far} ({self.origin.replace('process', 'running')}, {place}{whose})"


@dataclass(frozen=True, slots=True)
class Share:
    """An entry of a server's configuration: ``kind`` nfs or smb, ``what`` is exported, ``file`` says so."""

    kind: str
    what: str
    file: str


@dataclass(frozen=True, slots=True)
class Exports:
    """``listeners`` are (port, program) of file-serving ports; ``sessions`` (client address, program) of file sessions over SSH."""

    jobs: tuple[Job, ...]
    shares: tuple[Share, ...]
    listeners: tuple[tuple[int, str], ...]
    sessions: tuple[tuple[str, str], ...]


def exports() -> Question[Exports]:
    """``exports.sh`` -> Exports; ValueError when no process was seen (no witness)."""
    return Question("what could carry files off the host", SCRIPT, read)


def read(text: str) -> Exports:
    rows = [line.split("\t") for line in text.splitlines()]
    if not any(row[0] == "W" and int(row[1]) > 1 for row in rows):
        raise ValueError("no process was seen")
    return Exports(
        tuple(_job(row[1:]) for row in rows if row[0] == "J"),
        tuple(Share(*row[1:4]) for row in rows if row[0] == "E"),
        tuple((int(row[1]), row[2]) for row in rows if row[0] == "P"),
        tuple((row[1], row[2]) for row in rows if row[0] == "F"),
    )


def _job(fields: list[str]) -> Job:
    origin, where, user, units, tool, hosts = fields
    return Job(origin, where, user, tuple(units.split()), tool, frozenset(filter(None, hosts.split(","))))


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    """What an audit asks of agents."""
    del estate
    return (exports(),)


def ahead_dev(estate: Estate) -> tuple[Question[Any], ...]:
    """What an audit asks of the dev host."""
    del estate
    return (exports(),)
