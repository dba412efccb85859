"""Looks where a path really lies, and whether its user may write there at all; asked only of what a unit's processes may not write to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Footing:
    """``real`` is the path with every link followed; ``writable`` by the service user outside of any unit."""

    path: str
    real: str
    writable: bool


def footing(paths: Iterable[str], estate: Estate) -> Question[tuple[Footing, ...]]:
    """One for each path that exists. Raises Unseen when the service user does not."""
    told = sorted(paths)
    text = plain_script("footing", user=estate.agents.user, paths=" ".join(told))
    return Question(f"where {' and '.join(told)} lies", text, read)


def read(told: str) -> tuple[Footing, ...]:
    return tuple(Footing(path, real, may == "yes") for _, may, path, real in (line.split(" ", 3) for line in told.splitlines()))
