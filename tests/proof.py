"""One wound on trial: reset, break, look, repair, look again, repair again, and what was not as it must be."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from lab.wound import Wound
from reports.proofs import Record
from tests import sources
from tests.repairs import ACTIVE, REPAIR, active, mendable, scopes
from tests.scene import BAD, Looked, Scene, changed


@dataclass(frozen=True, slots=True)
class Proven:
    """What came of one wound; ``wrong`` says what was not as it must be, and is empty for a proof."""

    record: Record
    wrong: str
    seconds: float


def prove(scene: Scene, wound: Wound, baseline: dict[str, str], commit: str) -> Proven:
    """Inflict one wound on a lab that was reset, and watch. Raises SceneError when the lab or the audit gives out."""
    began = time.monotonic()
    scene.lab("reset")
    scene.lab("wound", wound.name)
    hurt = scene.state()
    first, last = _looks(scene, wound, baseline)
    red = first.red(baseline)
    fixed = {id_ for id_ in red if last.outcomes[id_] not in BAD}
    moved = changed(*_around(scene, hurt, red))
    record = Record(wound.name, wound.kind, wound.red, tuple(sorted(red)), tuple(sorted(fixed)), not moved, commit, sources.digest(wound))
    return Proven(record, _wrong(wound, record, last, moved, baseline), time.monotonic() - began)


def _looks(scene: Scene, wound: Wound, baseline: dict[str, str]) -> tuple[Looked, Looked]:
    """The estate before and after a repair.

    After the break that naive checks miss, only what was red is repaired and looked at again: a fix that spoils a neighbour shows
    itself where the plain break is mended, and a second look at everything is a third of the time that a proof takes.
    """
    if wound.kind != "mind":
        both = scene.look(*REPAIR, *scopes(), *(ACTIVE if wound.kind == "plain" else active([wound])))
        return both, both
    first = scene.look(*active([wound]))
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


def _wrong(wound: Wound, record: Record, last: Looked, moved: list[str], baseline: dict[str, str]) -> str:
    red, expected = set(record.red), set(wound.red)
    said = [
        _listed("not red", expected - red),
        _listed("red as well", red - expected),
        _listed("not mended", mendable(wound, expected & red) - set(record.fixed)),
        _listed("spoilt by the repair", _spoilt(last, red, baseline)),
        _listed("changed by a second repair", moved[:8]),
    ]
    return "; ".join(filter(None, said))


def _spoilt(last: Looked, red: set[str], baseline: dict[str, str]) -> set[str]:
    return {id_ for id_, outcome in last.outcomes.items() if outcome in BAD and id_ not in red and baseline.get(id_) not in BAD}


def _listed(what: str, names: Iterable[str]) -> str:
    names = sorted(names)
    return f"{what}: {' '.join(names)}" if names else ""
