"""Wounds in groups, so that a plain break and a near miss of every requirement fit into the time of ``make test``.

Only wounds with a proof are held here: ``make prove`` finds out, one alone at a time, and this keeps what it found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from lab import wound as wounds
from lab.wound import Wound
from reports import proofs
from tests.prove import FILE
from tests.scene import SceneError

PROVEN = proofs.load(FILE)
TOGETHER = {"plain": 5, "near-miss": 10}
"""Wounds at once. What goes wrong together is taken apart, which costs more than it saved."""
SHARED = {**dict.fromkeys(("alerts", "daemon", "environment"), "the unit"), **dict.fromkeys(("dashboard", "deferred"), "the dashboard")}
ALONE: frozenset[str] = frozenset()
"""Wounds that hide others, or are hidden by them."""

Group = Sequence[Wound]


def batches(kind: str) -> list[Group]:
    """One wound of a kind for each requirement, in groups that can be told apart: no two of a group are of one place, or turn the same id red."""
    groups: list[list[Wound]] = []
    chosen = list(
        {wound.of: wound for wound in reversed(wounds.everyone()) if wound.kind == kind and not wound.lab and wound.name in PROVEN}.values()
    )
    crowds = Counter(place(wound) for wound in chosen)
    for wound in sorted(chosen, key=lambda one: (-crowds[place(one)], one.name)):
        fitting = [group for group in groups if _fits(wound, group, TOGETHER[kind])]
        fitting[0].append(wound) if fitting else groups.append([wound])
    return list(groups)


def place(wound: Wound) -> str:
    """What a wound is inflicted on: its chapter, or the object that several chapters look at."""
    chapter = wound.name.partition("/")[0]
    return SHARED.get(chapter, chapter)


def _fits(wound: Wound, group: Group, most: int) -> bool:
    apart = ALONE.intersection(one.name for one in (wound, *group))
    return len(group) < most and not apart and not any(_meet(wound, other) for other in group)


def _meet(one: Wound, other: Wound) -> bool:
    """Whether one could hide the other; what turns nothing red hides nothing."""
    return bool(one.red or other.red) and (place(one) == place(other) or bool(set(one.red) & set(other.red)))


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
        print(f"{named(group)}: {str(error).splitlines()[0]}")  # noqa: T201  (pytest shows it with -rP)
        return False
    return True
