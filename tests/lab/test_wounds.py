"""Every requirement is broken on purpose and turns red; what a machine may mend is mended; near misses stay green.

Only wounds with a proof are held here: ``make prove`` finds out, one alone at a time, and this keeps what it found. Wounds that do not meet are
inflicted together, so that all rows fit into the time of ``make test``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from lab import wound as wounds
from lab.wound import Wound
from reports import proofs
from tests import sources
from tests.prove import FILE
from tests.repairs import ACTIVE, REPAIR, mendable, scopes
from tests.scene import BAD, Scene, SceneError, changed

PROVEN = proofs.load(FILE)
TOGETHER = 1
"""Wounds at once. More save time once most are proven, and once they were seen to keep out of each other's way."""


SHARED = {**dict.fromkeys(("alerts", "daemon", "environment"), "the unit"), **dict.fromkeys(("dashboard", "deferred"), "the dashboard")}


def alone(wound: Wound) -> bool:
    """``# alone: why`` in a wound's head: it hides others, or is hidden by them."""
    return bool(re.search(r"^# alone:", wound.file.read_text(), flags=re.MULTILINE))


def batches(kind: str) -> list[list[Wound]]:
    """Wounds of one kind in groups that can be told apart: no two of a group are of one place, or turn the same id red."""
    groups: list[list[Wound]] = []
    chosen = list(
        {wound.of: wound for wound in reversed(wounds.everyone()) if wound.kind == kind and wound.name in PROVEN}.values()
    )  # one a requirement
    crowds = Counter(place(wound) for wound in chosen)
    for wound in sorted(chosen, key=lambda one: (-crowds[place(one)], one.name)):
        fitting = [] if alone(wound) else [group for group in groups if _fits(wound, group)]
        fitting[0].append(wound) if fitting else groups.append([wound])
    return groups


def place(wound: Wound) -> str:
    """What a wound is inflicted on: its chapter, or the object that several chapters look at."""
    chapter = wound.name.partition("/")[0]
    return SHARED.get(chapter, chapter)


def _fits(wound: Wound, group: list[Wound]) -> bool:
    return len(group) < TOGETHER and not any(alone(other) or _meet(wound, other) for other in group)


def _meet(one: Wound, other: Wound) -> bool:
    """Whether one could hide the other; what turns nothing red hides nothing."""
    return bool(one.red or other.red) and (place(one) == place(other) or bool(set(one.red) & set(other.red)))


def named(group: Iterable[Wound]) -> str:
    return " ".join(wound.name for wound in group)


def test_a_fresh_lab_is_met(baseline: dict[str, str]) -> None:
    """In a lab that nobody broke every requirement that is built is met, the active ones included."""
    assert {id_: outcome for id_, outcome in baseline.items() if id_ in sources.scenarios() and outcome in BAD} == {}


def active(group: Iterable[Wound]) -> tuple[str, ...]:
    """Active observations take their time, so they are made where a wound is about one; ``make prove`` always makes them."""
    rows = {id_ for id_, promise in sources.scenarios().items() if "active" in promise.tags}
    return ACTIVE if any(rows.intersection({wound.of, *wound.red}) for wound in group) else ()


def twice(look: Callable[[], None]) -> None:
    """Once more where it went wrong: a lab on a busy machine may stumble over itself, a wrong judgement stumbles again."""
    try:
        look()
    except (AssertionError, SceneError):
        look()


@pytest.mark.parametrize("group", batches("plain"), ids=named)
def test_plain_wounds(scene: Scene, baseline: dict[str, str], group: list[Wound]) -> None:
    """Exactly the ids that the wounds name turn red, and a repair mends those that a machine may mend."""
    twice(lambda: _break_and_mend(scene, baseline, group))


def _break_and_mend(scene: Scene, baseline: dict[str, str], group: list[Wound]) -> None:
    scene.lab("reset")
    for wound in group:
        scene.lab("wound", wound.name)

    looked = scene.look(*REPAIR, *scopes(), *active(group))

    red, expected = looked.red(baseline), {id_ for wound in group for id_ in wound.red}
    assert (sorted(expected - red), sorted(red - expected)) == ([], []), "not red, and red as well"
    left = {id_ for id_, outcome in looked.outcomes.items() if outcome in BAD and baseline[id_] not in BAD}
    stay = red - {id_ for wound in group for id_ in mendable(wound, red)}
    assert sorted(left - stay) == [], "not mended"


@pytest.mark.parametrize("group", batches("near-miss"), ids=named)
def test_near_misses(scene: Scene, baseline: dict[str, str], group: list[Wound]) -> None:
    """What only looks like a break stays green, and is left alone by a repair."""
    twice(lambda: _graze(scene, baseline, group))


def _graze(scene: Scene, baseline: dict[str, str], group: list[Wound]) -> None:
    scene.lab("reset")
    for wound in group:
        scene.lab("wound", wound.name)
    before = scene.state()

    looked = scene.look(*REPAIR, *scopes(), *active(group))

    assert {id_: looked.before[id_] for id_ in looked.red(baseline)} == {}
    assert changed(before, scene.state()) == []
