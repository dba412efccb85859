"""Break every promise in a lab, see it red, see it mended, see a second repair change nothing; what was seen goes to reports/proofs.json.

Its first look must show exactly the wound's ids red, its last one green where a fix exists; after a second repair container layers, services and
unit invocations are compared from below. Stop at any time; --stale goes on.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch

from lab import wound as wounds
from lab.wound import Wound
from reports import proofs
from reports.proofs import Record
from tests import sources
from tests.abreast import work_off
from tests.groups import Group, alike, gather
from tests.proof import Proven, prove
from tests.repairs import ACTIVE
from tests.scene import ROOT, Scene, SceneError

FILE = ROOT / "reports" / "proofs.json"
TOGETHER = {"plain": 1, "near-miss": 4, "mind": 4}
"""Wounds at once. The obvious break of each requirement is seen alone, and first; the others must turn exactly their own ids red beside
those of other chapters, and are seen alone where they don't."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.prove", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stale", action="store_true", help="only wounds without a proof, or whose sources changed since")
    parser.add_argument("--only", metavar="WOUND", action="append", default=[], help="only this wound; * stands for anything (repeatable)")
    parser.add_argument("--labs", metavar="N", type=int, default=2, help="labs side by side (default: %(default)s)")
    parser.add_argument(
        "--first", metavar="N", type=int, default=1, help="number of the first lab, where others prove too (default: %(default)s)"
    )
    told = parser.parse_args(argv)
    sources.load()
    records = proofs.load(FILE)
    todo = [wound for wound in wounds.everyone() if _wanted(wound, records, told.only, stale=told.stale)]
    _forget_gone(records)
    say(f"{len(todo)} wounds to prove")
    return _prove_all(todo, records, range(told.first, told.first + told.labs))


def _wanted(wound: Wound, records: dict[str, Record], only: Sequence[str], *, stale: bool) -> bool:
    if only and not any(fnmatch(wound.name, pattern) for pattern in only):
        return False
    known = records.get(wound.name)
    return not stale or known is None or known.digest != sources.digest(wound)


def _forget_gone(records: dict[str, Record]) -> None:
    for name in records.keys() - {wound.name for wound in wounds.everyone()}:
        del records[name]


def _prove_all(todo: list[Wound], records: dict[str, Record], labs: range) -> int:
    book = _Book(records, _commit())
    for kind in wounds.LABS:
        _side_by_side([wound for wound in todo if wound.lab == kind], kind, labs, book)
    say(f"{book.proven} proven, {book.failed} not")
    return 1 if book.failed else 0


def _side_by_side(todo: list[Wound], kind: str, labs: range, book: _Book) -> None:
    """The wounds of one kind of lab, in no more labs of that kind than there are wounds."""
    groups = [group for of, most in TOGETHER.items() for group in gather((wound for wound in todo if wound.kind == of), most, alike)]
    scenes = [Scene(f"prove-{n}", f"198.18.{200 + n}.0/24", (f"--{kind}",) if kind else ()) for n in labs[: len(groups)]]
    work_off(groups, scenes, book.work)


class _Book:
    """What the labs' threads write down together; every proof is on the disk before the next wound."""

    def __init__(self, records: dict[str, Record], commit: str) -> None:
        self.records, self.commit, self.proven, self.failed = records, commit, 0, 0
        self._lock = threading.Lock()

    def enter(self, proven: Proven) -> None:
        with self._lock:
            name = proven.record.wound
            if proven.wrong:
                self.failed += 1
                self.records.pop(name, None)
            else:
                self.proven += 1
                self.records[name] = proven.record
            proofs.save(FILE, self.records)
            say(f"{'NOT PROVEN' if proven.wrong else 'proven':<10}  {name:<44}  {proven.seconds:5.1f} s  {proven.wrong}".rstrip())

    def work(self, scene: Scene, groups: Iterator[Group]) -> None:
        """One lab's share."""
        try:
            with scene.standing():
                baseline = scene.look(*ACTIVE).outcomes
                for group in groups:
                    self._prove(scene, group, baseline)
        except SceneError as error:
            self.lost(scene.name, error)

    def _prove(self, scene: Scene, group: Group, baseline: dict[str, str]) -> None:
        try:
            for proven in prove(scene, group, baseline, self.commit):
                self.enter(proven)
        except SceneError as error:
            self.lost(" ".join(wound.name for wound in group), error)

    def lost(self, what: str, error: SceneError) -> None:
        with self._lock:
            self.failed += 1
            say(f"LOST        {what:<44}  {error}")


def _commit() -> str:
    return subprocess.check_output(["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"], text=True).strip()


if __name__ == "__main__":
    sys.exit(main())
