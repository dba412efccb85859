"""Does a repair do what its plan says, nothing else, and can all of it be taken back? Asked of one wound, or of several at once, in a lab.

Plan and keep it; carry the kept plan out; take the run back. Before, between and after, the lab is looked at from below: container layers,
services, unit invocations. `python -m tests.trial` asks it of every wound that a machine may mend, with --plain of one plain break of each row; in
groups, and where something was wrong of each of the group alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from lab import wound as wounds
from lab.wound import Wound
from probes import estate as estates
from probes.link import Link
from remediations import hands as far
from remediations import kinds, plan
from remediations.plan import Plan
from tests import blast, bystanders, ready, sources
from tests.abreast import work_off
from tests.below import Below
from tests.groups import DRILLS, Group, gather, spoils
from tests.lab.together import batches, named
from tests.repairs import by_fix, scopes
from tests.repairs import mendable as to_mend
from tests.scene import Scene, SceneError

MOST = 6
"""Wounds at once."""


@dataclass(frozen=True, slots=True)
class Trial:
    """``wrong`` says what was not as it must be, and is empty when all was; ``steps`` were made, ``undone`` says that nothing was left of them."""

    name: str
    steps: int
    undone: bool
    wrong: str
    seconds: float


def attempt(scene: Scene, name: str, hurt: Sequence[Wound]) -> Trial:
    """Inflict wounds on a lab that was reset, and put one repair to the trial. Raises SceneError when lab or audit give out."""
    began = time.monotonic()
    scene.lab("reset")
    bystanders.plant(scene)
    for wound in hurt:
        scene.wound(wound.name)
    with tempfile.TemporaryDirectory() as folder:
        rows = [word for id_ in _red(hurt) for word in ("--requirement", id_)]
        return _attempt(scene, name, Path(folder), rows, began, due=any(to_mend(wound, set(wound.red)) for wound in hurt))


def _red(hurt: Sequence[Wound]) -> list[str]:
    """The rows to look at: a repair is asked what it does, not what else is true; `tests.prove` asks that. For drills it would only wait."""
    rows = {id_ for wound in hurt for id_ in wound.red}
    return sorted(rows - DRILLS or rows)


def _attempt(scene: Scene, name: str, folder: Path, rows: Sequence[str], began: float, *, due: bool) -> Trial:
    below, file = Below(scene), folder / "plan.json"
    before, beside = below.state(), bystanders.seen(scene)
    _suite(scene, folder, "--plan", f"--plan-out={file}", "--allow-disruption", *scopes(), *rows)
    moved = below.changed(before, below.state())
    if not file.exists():
        return Trial(name, 0, undone=True, wrong="there is no plan", seconds=time.monotonic() - began)
    kept = plan.loads(file.read_text())
    printed = _suite(scene, folder, f"--apply-plan={file}", "--allow-disruption", *scopes(), *rows)
    after = below.state()
    told = _told(folder, printed)
    touched, made = below.changed(before, after), _made(kept, told)
    wrong = [
        "" if made.steps or not due else f"nothing was made: {' '.join(printed.split())[-300:]}",
        _listed("changed by --plan", moved),
        _listed("touched, not declared", blast.undeclared(touched, made)),
        _listed("touched, not in the plan", blast.unplanned(touched, made)),
        _listed("bystanders harmed", bystanders.harmed(beside, scene)),
        _listed("not restarted", blast.unmoved(before, after, made)),
        _listed("not as planned", _otherwise(scene, made)),
    ]
    taken = _suite(scene, folder, f"--rollback={told['run']}", "--allow-disruption")
    left = blast.left(below.changed(before, below.state()), made)
    wrong.append(_listed("not taken back", left) and f"{_listed('not taken back', left)} ({taken.strip().splitlines()[-1:]})")
    steps = [step for step in made.steps if not step.holds]
    return Trial(name, len(steps), not left, "; ".join(filter(None, wrong)), time.monotonic() - began)


def _suite(scene: Scene, folder: Path, *options: str) -> str:
    printed = folder / "printed"
    code = ready.audit([f"--estate={scene.facts()['estate']}", f"--report-dir={folder}", *options], printed)
    said = printed.read_text(errors="replace")
    if code < 0 or code in {2, 3, 4, 5}:
        raise SceneError(said.strip()[-2000:])
    return said


def _told(folder: Path, printed: str) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / "latest" / "results.json").read_text()))
    except FileNotFoundError as error:
        raise SceneError(printed.strip()[-2000:]) from error


def _made(kept: Plan, told: dict[str, Any]) -> Plan:
    """The steps of the plan whose fixes were carried out and not taken back."""
    done = {repair["tag"] for repair in told["repairs"] if repair["state"] == "done"}
    return Plan(kept.target, tuple(step for step in kept.steps if done & set(step.fixes)))


def _otherwise(scene: Scene, made: Plan) -> list[str]:
    """Places whose content, mode and owner are not what the last step for them foretold."""
    last = {step.change.place: step for step in made.steps if step.change.place.startswith("/") and isinstance(step.change, kinds.HOST)}
    steps = list(last.values())
    link = Link("agents", estates.load(Path(scene.facts()["estate"])).hosts.agents)
    try:
        hands = far.take("agents", link.start)
        now = hands.plan([step.change for step in steps])
        hands.channel.close()
    finally:
        link.close()
    return [step.change.place for step, seen in zip(steps, now, strict=True) if seen.base != step.after]


def _listed(what: str, names: Sequence[str]) -> str:
    return f"{what}: {' '.join(names[:8])}" if names else ""


def mendable() -> list[Wound]:
    """Wounds of which a machine may mend something."""
    sources.load()
    return [wound for wound in wounds.everyone() if wound.kind != "near-miss" and not wound.lab and set(wound.red) & by_fix()]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.trial", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", metavar="WOUND", action="append", default=[], help="only this wound; * stands for anything (repeatable)")
    parser.add_argument("--plain", action="store_true", help="one plain break of each row")
    parser.add_argument("--labs", metavar="N", type=int, default=2, help="labs side by side (default: %(default)s)")
    told = parser.parse_args(argv)
    plain = {wound.name for group in batches("plain") for wound in group}
    chosen = [wound for wound in mendable() if not told.only or any(fnmatch(wound.name, pattern) for pattern in told.only)]
    groups = gather((wound for wound in chosen if not told.plain or wound.name in plain), MOST, spoils)
    good = sum(len(trial.name.split()) for trial in _side_by_side(groups, told.labs) if not trial.wrong)
    left = sum(map(len, groups)) - good  # those that no lab came to among them
    sys.stdout.write(f"{good} as planned and taken back, {left} not\n")
    return 1 if left else 0


def _side_by_side(groups: Sequence[Group], labs: int) -> list[Trial]:
    """What came of them; a lab that does not come up leaves its share to the others."""
    made: list[Trial] = []

    def work(scene: Scene, mine: Iterator[Group]) -> None:
        with scene.standing():
            for group in mine:
                made.extend(_of(scene, group))

    work_off(groups, [Scene(f"trial-{n}", f"198.18.{203 + n}.0/24") for n in range(labs)][: len(groups)], work)
    return made


def _of(scene: Scene, group: Group) -> list[Trial]:
    """Those of one group: all good at once, or each alone."""
    at_once = _one(scene, group)
    return [_one(scene, [wound]) for wound in group] if at_once.wrong and len(group) > 1 else [at_once]


def _one(scene: Scene, group: Group) -> Trial:
    name = named(group)
    try:
        trial = attempt(scene, name, group)
    except SceneError as error:
        trial = Trial(name, 0, undone=False, wrong=re.sub(r"\s+", " ", str(error))[-300:], seconds=0)
    sys.stdout.write(f"{'WRONG' if trial.wrong else 'good':<6} {trial.steps:>3} steps  {trial.seconds:5.1f} s  {name}  {trial.wrong}\n")
    sys.stdout.flush()
    return trial


if __name__ == "__main__":
    sys.exit(main())
