"""All wounds at once, in random order: one repair mends all that a machine may mend, and a second one changes nothing.

The seed draws the wounds and their order, and is printed: `python -m tests.allatonce --seed N` does the same again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from lab import wound as wounds
from lab.wound import Wound
from tests import sources
from tests.groups import alone
from tests.repairs import REPAIR, active, mendable, scopes
from tests.scene import BAD, Scene, changed

APART = Path(__file__).parent / "apart.toml"
"""Wounds that do not go together for another reason than that both turn one row red, and why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``wrong`` is empty when all went well; ``said`` is what the repair printed. Counts of wounds and of rows mended; seconds of a plan (one
    look and the drafts), of the repair (two looks, the drafts and the fixes) and of the second repair.
    """

    wrong: str
    said: str
    wounds: int
    mended: int
    planned: float
    seconds: float
    again: float


def chosen(seed: int) -> list[Wound]:
    """As many wounds that a machine may mend as go together, in the order of the seed; a new wound leaves the order of the others as it is."""
    found = [wound for wound in wounds.everyone() if wound.kind != "near-miss" and mendable(wound, set(wound.red)) and not alone(wound)]
    found = [wound for wound in found if not wound.lab]
    found.sort(key=lambda wound: random.Random(f"{seed} {wound.name}").random())
    pairs = [tuple(row["wounds"]) for row in tomllib.loads(APART.read_text())["apart"]]
    taken: list[Wound] = []
    for wound in found:
        if not any(_meet(wound, other, pairs) for other in taken):
            taken.append(wound)
    return taken


def _meet(one: Wound, other: Wound, pairs: Iterable[tuple[str, ...]]) -> bool:
    """What turns one row red twice may hide one behind the other: a scenario tells its first offence."""
    named = any(all(any(fnmatch(name, pattern) for name in (one.name, other.name)) for pattern in pair) for pair in pairs)
    return bool(set(one.red) & set(other.red)) or named


def hold(scene: Scene, hurt: Sequence[Wound]) -> Outcome:
    """Inflict them on a lab that was reset, plan, repair, and repair again. Raises SceneError."""
    scene.lab("reset")
    hurt = [
        wound for wound in hurt if wounds.apply(scene.home, wound.name).returncode == 0
    ]  # an earlier one may have taken the place of a later
    how = (*active(hurt), *scopes())
    planned = _seconds(lambda: scene.look("--plan", "--allow-disruption", *how))
    began = time.monotonic()
    first = scene.look(*REPAIR, *how)
    before, middle = scene.state(), time.monotonic()
    scene.look(*REPAIR, *how)
    again, moved = time.monotonic() - middle, changed(before, scene.state())
    stay = {id_ for wound in hurt for id_ in set(wound.red) - mendable(wound, set(wound.red))}
    red = {id_ for id_, outcome in first.before.items() if outcome in BAD}
    bad = {id_ for id_, outcome in first.outcomes.items() if outcome in BAD}
    due = {id_ for wound in hurt for id_ in mendable(wound, set(wound.red))} - stay
    wrong = [
        _listed("not mended", sorted(bad & due)),
        _listed("spoilt", sorted(bad - red - due)),
        _listed("changed by a second repair", moved[:8]),
    ]
    return Outcome("; ".join(filter(None, wrong)), first.said, len(hurt), len(red - bad), planned, middle - began, again)


def _seconds(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def _listed(what: str, names: Sequence[str]) -> str:
    return f"{what}: {' '.join(names)}" if names else ""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.allatonce", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", metavar="N", type=int, default=random.SystemRandom().randrange(1000), help="do again what a run drew")
    parser.add_argument("--lab", metavar="NAME SUBNET", default="allatonce 198.18.202.0/24", help="the lab to use (default: %(default)s)")
    parser.add_argument("--only", metavar="WOUND", action="append", default=[], help="of those drawn only this one (repeatable)")
    parser.add_argument("--list", action="store_true", help="only say which wounds it would be")
    told = parser.parse_args(argv)
    sources.load()
    hurt = [wound for wound in chosen(told.seed) if not told.only or any(fnmatch(wound.name, pattern) for pattern in told.only)]
    sys.stdout.write(f"seed {told.seed}: {len(hurt)} wounds: {' '.join(wound.name for wound in hurt)}\n")
    if told.list:
        return 0
    with Scene(*told.lab.split()).standing() as scene:
        outcome = hold(scene, hurt)
    sys.stdout.write(outcome.said if outcome.wrong else "")
    sys.stdout.write(
        f"{outcome.mended} rows planned in {outcome.planned:.1f} s, mended in {outcome.seconds:.1f} s, "
        f"looked at again in {outcome.again:.1f} s; {outcome.wrong or 'all well'}\n"
    )
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
