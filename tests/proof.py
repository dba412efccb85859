"""Wounds on trial: reset, break, look, repair, look again, repair again, and what was not as it must be."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from lab.wound import Wound
from reports.proofs import Record
from tests import sources
from tests.groups import Group
from tests.repairs import ACTIVE, REPAIR, active, due, scopes
from tests.scene import BAD, Looked, Scene, SceneError, changed


@dataclass(frozen=True, slots=True)
class Proven:
    """What came of one wound; ``wrong`` says what was not as it must be, and is empty for a proof."""

    record: Record
    wrong: str
    seconds: float


def prove(scene: Scene, group: Group, baseline: dict[str, str], commit: str) -> list[Proven]:
    """Inflict wounds on a lab that was reset, and watch; what is not as it must be together is proven one by one. Raises SceneError when the lab or the audit gives out."""
    try:
        proven = _together(scene, group, baseline, commit)
    except SceneError:
        if len(group) == 1:
            raise
    else:
        if len(group) == 1 or not proven[0].wrong:
            return proven
    return [one for wound in group for one in _together(scene, [wound], baseline, commit)]


def _together(scene: Scene, group: Group, baseline: dict[str, str], commit: str) -> list[Proven]:
    began = time.monotonic()
    scene.hurt(*(wound.name for wound in group))
    hurt = scene.state()
    first, last = _looks(scene, group, baseline)
    red = first.red(baseline)
    moved = changed(*_around(scene, hurt, red))
    wrong = _wrong(group, red, last, moved, baseline)
    seconds = (time.monotonic() - began) / len(group)
    return [
        Proven(_record(wound, red if wrong else red & set(wound.red), last, commit, still=not moved), wrong, seconds) for wound in group
    ]


def _record(wound: Wound, red: set[str], last: Looked, commit: str, *, still: bool) -> Record:
    fixed = (id_ for id_ in red if last.outcomes[id_] not in BAD)
    return Record(wound.name, wound.kind, wound.red, tuple(sorted(red)), tuple(sorted(fixed)), still, commit, sources.digest(wound))


def _looks(scene: Scene, group: Group, baseline: dict[str, str]) -> tuple[Looked, Looked]:
    """The estate before and after a repair.

    After the break that naive checks miss, only what was red is repaired and looked at again: a fix that spoils a neighbour shows
    itself where the plain break is mended, and a second look at everything is a third of the time that a proof takes.
    """
    kind = group[0].kind
    if kind != "mind":
        both = scene.look(*REPAIR, *scopes(), *(ACTIVE if kind == "plain" else active(group)))
        return both, both
    first = scene.look(*active(group))
    red = first.red(baseline)
    return first, scene.look(*_repair(red)) if red else first


def _repair(red: set[str]) -> list[str]:
    return [*REPAIR, *scopes(), *ACTIVE, *(word for id_ in sorted(red) for word in ("--requirement", id_))]


def _around(scene: Scene, hurt: dict[str, str], red: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The state before and after a repair that has nothing left to do; where nothing was red that is already the first one.

    The second repair asks for what was red alone: what was green had nothing to mend at the first one either.
    """
    if not red:
        return hurt, scene.state()
    before = scene.state()
    scene.look(*_repair(red))
    return before, scene.state()


def _wrong(group: Group, red: set[str], last: Looked, moved: list[str], baseline: dict[str, str]) -> str:
    expected = {id_ for wound in group for id_ in wound.red}
    said = [
        _listed("not red", expected - red),
        _listed("red as well", red - expected),
        _listed("not mended", (id_ for id_ in due(group, red) if last.outcomes[id_] in BAD)),
        _listed("spoilt by the repair", _spoilt(last, red, baseline)),
        _listed("changed by a second repair", moved[:8]),
    ]
    return "; ".join(filter(None, said))


def _spoilt(last: Looked, red: set[str], baseline: dict[str, str]) -> set[str]:
    return {id_ for id_, outcome in last.outcomes.items() if outcome in BAD and id_ not in red and baseline.get(id_) not in BAD}


def _listed(what: str, names: Iterable[str]) -> str:
    names = sorted(names)
    return f"{what}: {' '.join(names)}" if names else ""
