"""Wounds in groups, so that a plain break and a near miss of every requirement fit into the time of ``make test``.

Only wounds with a proof are held here: ``make prove`` finds out, and this keeps what it found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lab import wound as wounds
from lab.wound import Wound
from reports import proofs
from tests.groups import Group, gather, hides, spoils
from tests.prove import FILE
from tests.scene import SceneError

PROVEN = proofs.load(FILE)
TOGETHER = {"plain": (6, spoils), "near-miss": (16, hides)}
"""Wounds at once, and which of them never. What goes wrong together is taken apart, which costs more than it saved."""


def batches(kind: str) -> list[Group]:
    """One wound of a kind for each requirement, in groups that can be told apart: no two of a group are of one place, or turn the same id red."""
    proven = [wound for wound in reversed(wounds.everyone()) if wound.kind == kind and not wound.lab and wound.name in PROVEN]
    return gather({wound.of: wound for wound in proven}.values(), *TOGETHER[kind])


def named(group: Iterable[Wound]) -> str:
    return " ".join(wound.name for wound in group)


def hold(group: Group, look: Callable[[Group], None]) -> None:
    """Look at a group at once; where that goes wrong at each of it alone, and only that counts: two breaks may hide each other, one cannot."""
    if len(group) > 1 and _well(group, look):
        return
    for wound in group:
        if not _well([wound], look):  # a lab on a busy machine may stumble over itself; a wrong judgement stumbles again
            look([wound])


def _well(group: Group, look: Callable[[Group], None]) -> bool:
    try:
        look(group)
    except (AssertionError, SceneError) as error:
        print(f"{named(group)}: {' '.join(str(error).splitlines()[:2])}")  # noqa: T201  (pytest shows it with -rP)
        return False
    return True
