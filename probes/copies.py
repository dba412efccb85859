"""Further copies of the agent credentials on a host, told by their content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from testinfra.host import Host

from probes.credentials import Signins, signins
from probes.estate import Estate
from probes.host import script
from probes.question import Question, ask


@dataclass(frozen=True, slots=True)
class Copies:
    """``looked`` files were read, the lawful ones in ``witnessed`` were recognised, and ``copies`` are the others as (path, whose)."""

    looked: int
    witnessed: tuple[str, ...]
    copies: tuple[tuple[str, str], ...]


def copies(estate: Estate, signed_in: Signins) -> Question[Copies]:
    """Search homes, temporary and backup places, archives, and the history of clones. May take minutes."""
    user, lawful = estate.agents.user, (one.file.path for one in (signed_in.claude, signed_in.codex) if one.file)
    return Question(f"further copies of {user}'s credentials", script("copies", user, str(estate.agents.home), *lawful), _read, limit=300)


def later(host: Host, estate: Estate) -> Iterator[Question[Copies]]:
    yield copies(estate, ask(host, signins(estate)))


def _read(answer: str) -> Copies:
    found = json.loads(answer)
    return Copies(found["looked"], tuple(found["witnessed"]), tuple((c["path"], c["kind"]) for c in found["copies"]))
