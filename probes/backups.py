"""Backup and copying jobs of a host, and which of them name the agents' credentials. Sources: systemd.exec(5), crontab(5), the tools' manuals."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from probes.covering import Credentials, covered
from probes.estate import Estate
from probes.host import script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Job:
    """A command that runs ``tool``. ``kind`` is unit, cron, process or container, ``where`` a file, "process 17" or the container's name.

    ``unit`` and ``user`` (its own manager, else empty) for units; ``line`` with the start of its hash for crontabs.
    ``places`` are credential directories that it takes. ``blind``: what it takes stands where nobody looked.
    """

    kind: str
    where: str
    tool: str
    unit: str
    user: str
    line: int
    digest: str
    places: tuple[str, ...]
    blind: bool


@dataclass(frozen=True, slots=True)
class Jobs:
    """``looked`` unit files were read, which is the witness."""

    looked: int
    jobs: tuple[Job, ...]


def jobs(user: str, home: str, vmid: int) -> Question[Jobs]:
    """Units and drop-ins, crontabs, at jobs, running processes and containers, and the scripts that they call. Reads files; changes nothing."""
    credentials = Credentials(home, (), vmid)
    return Question("the backup jobs", script("backups", user, home, parts=("commands",)), lambda answer: _read(answer, credentials))


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (of_agents(estate),)


def of_agents(estate: Estate) -> Question[Jobs]:
    return jobs(estate.agents.user, str(estate.agents.home), estate.agents.vmid)


def _read(answer: str, credentials: Credentials) -> Jobs:
    found = json.loads(answer)
    return Jobs(int(found["looked"]), tuple(_job(held, credentials) for held in found["jobs"]))


def _job(held: dict[str, Any], credentials: Credentials) -> Job:
    excludes = tuple(held["excludes"])
    places = tuple(dict.fromkeys(place for path in held["paths"] for place in covered(path, credentials, excludes)))
    kept = {key: held[key] for key in ("kind", "where", "tool", "unit", "user", "line", "digest", "blind")}
    return Job(**kept, places=places)
