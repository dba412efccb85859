"""At whatever step a change is broken off, the file is old or new, and the next run settles it and says so."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.changes.breaking import Breaker, begin, end, making, rollback, taking_back
from tests.changes.crash import HOWS, How
from tests.changes.test_files import CASES, Case, tree

MOST = 1000
"""A step that there is not: nothing is broken."""
ENGINES = ("new", "other", "gone")
"""The rest differs from these in what is wanted, not in how it is put: it is killed, and spared the failing disks."""


def _lay(top: Path, case: Case) -> Path:
    top.mkdir(parents=True)
    path = top / ("new/dir/file" if case.before is None else "file.conf")
    if case.before is not None:
        path.write_text(case.before)
        path.chmod(0o604)
    return path


def _content(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def _tried() -> list[Any]:
    return [pytest.param(case, how, id=f"{case.name}-{how}") for case in CASES for how in HOWS if case.name in ENGINES or how == "killed"]


@pytest.mark.parametrize(("case", "how"), _tried())
def test_broken_at_every_step(case: Case, how: How, fast: Path, breaker: Breaker) -> None:
    """Old or new at once; after the next run's recovery no temporary is left; taking the run back gives the old tree, byte for byte."""
    for at in [*_points(case, how, fast, breaker, undo=False), MOST]:
        here = fast / str(at)
        path, base = _lay(here / "top", case), here / "home"
        old = tree(here / "top")

        answers = breaker.run(base, making(case.change(str(path))), at, how)

        assert _content(path) != case.before or "stuck" not in str(answers)
        assert at != MOST or (_unbroken(answers) and _content(path) == case.after)
        _settled(breaker, here, case, path, old)
        shutil.rmtree(here)


@pytest.mark.parametrize("case", [case for case in CASES if case.name in ENGINES], ids=lambda case: case.name)
@pytest.mark.parametrize("how", ["killed", "full once"])
def test_an_undo_broken_at_every_step(case: Case, how: How, fast: Path, breaker: Breaker) -> None:
    """The same holds for a run that takes another back, and for the one that settles what that left, broken at the same step."""
    for at in [*_points(case, how, fast, breaker, undo=True), MOST]:
        here = fast / str(at)
        path, base = _lay(here / "top", case), here / "home"
        old = tree(here / "top")
        breaker.run(base, making(case.change(str(path))))

        answers = breaker.run(base, taking_back(), at, how)
        _told_truly(breaker, base, answers, path, case)
        breaker.run(base, [begin("r3"), rollback("r1")], at, how)

        assert at != MOST or _unbroken(answers)
        _settled(breaker, here, case, path, old)
        shutil.rmtree(here)


def _told_truly(breaker: Breaker, base: Path, answers: list[Any], path: Path, case: Case) -> None:
    """What was refused to be taken back is made, as the journal has it; "undoing" it says only of what nobody could write down any more."""
    (row,) = answers[1]["ok"] if len(answers) > 1 and "ok" in answers[1] else [{"undone": None}]
    for run in breaker.run(base, [{"ask": "journal"}])[0]["ok"] if row["undone"] is False else ():
        states = {change["state"] for change in run["changes"].values()}
        assert states <= {"done"} or _content(path) == case.before


def _points(case: Case, how: How, fast: Path, breaker: Breaker, *, undo: bool) -> list[int]:
    """Where it can be broken, found by a run that is not."""
    here = fast / "whole"
    path, base = _lay(here / "top", case), here / "home"
    make = making(case.change(str(path)))
    if undo:
        breaker.run(base, make)
    found = breaker.points(base, taking_back() if undo else make, how)
    shutil.rmtree(here)
    assert found
    return found


def _settled(breaker: Breaker, here: Path, case: Case, path: Path, old: dict[str, Any]) -> None:
    assert _content(path) in (case.before, case.after)
    assert "ok" in breaker.run(here / "home", [begin("r8"), end("r8")])[0]
    assert _content(path) in (case.before, case.after)
    assert not list((here / "top").rglob(".adr023-*"))
    assert _content(path) != case.before or tree(here / "top") == old
    breaker.run(here / "home", [begin("r9"), rollback("r1")])
    assert tree(here / "top") == old


def _unbroken(answers: list[Any]) -> bool:
    return all("ok" in answer and not any("because" in row for row in answer["ok"] or () if isinstance(row, dict)) for answer in answers)
