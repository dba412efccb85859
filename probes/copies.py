"""Further copies of the agent credentials on a host, told by their content."""

from __future__ import annotations

import json
from dataclasses import dataclass

from probes.host import script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Copies:
    """``looked`` files were read, the lawful ones in ``witnessed`` were recognised, and ``copies`` are the others as (path, whose)."""

    looked: int
    witnessed: tuple[str, ...]
    copies: tuple[tuple[str, str], ...]


def copies(user: str, home: str, lawful: tuple[str, ...]) -> Question[Copies]:
    """Search homes, temporary and backup places, archives, and the history of clones. Takes seconds; never asked ahead."""
    return Question(f"further copies of {user}'s credentials", script("copies", user, home, *lawful), _read, limit=300)


def _read(answer: str) -> Copies:
    found = json.loads(answer)
    return Copies(found["looked"], tuple(found["witnessed"]), tuple((c["path"], c["kind"]) for c in found["copies"]))
