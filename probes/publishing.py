"""What on a host serves the AoE dashboard or opens a tunnel to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.host import script
from probes.question import Question

SERVER = "aoe serve"


@dataclass(frozen=True, slots=True)
class Published:
    """``kind`` is unit, process, cron or container; ``where`` a file, "process 17" or a container's name; ``what`` "aoe serve" or a tunnel's name.

    ``unit`` is the unit of a process too; ``user`` whose own manager has it; ``line`` with the start of its hash for crontabs.
    """

    kind: str
    where: str
    what: str
    unit: str
    user: str
    line: int
    digest: str


@dataclass(frozen=True, slots=True)
class Publishing:
    """``looked`` unit files and ``init``, by its name, were seen: the witnesses for units and for processes."""

    looked: int
    init: str
    found: tuple[Published, ...]


def publishing() -> Question[Publishing]:
    """Units of the system and of users, processes, crontabs, containers. Reads files; changes nothing."""
    return Question("what serves or tunnels", script("publishing"), _read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    del estate
    return (publishing(),)


def _read(answer: str) -> Publishing:
    told = json.loads(answer)
    return Publishing(int(told["looked"]), str(told["init"]), tuple(Published(**held) for held in told["found"]))
