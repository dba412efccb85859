"""At whatever step a change of another system is broken off, the next run finds the old state or the new one, says which, and can take it back."""

from __future__ import annotations

import json
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from lab.homelab import Homelab
from remediations import journal, systems, tools
from remediations.changes import Json
from remediations.plan import Step
from remediations.toolkit import Tools
from tests.changes import crash
from tests.changes.crash import Breaks, How
from tests.changes.shared import SYSTEMS, Shared, dashboard, patches

System = Callable[[Homelab], AbstractContextManager[list[Shared]]]
HERE: tuple[System, ...] = (patches, dashboard)
"""What lies on a disk of this machine meets a full and a read-only one, too."""


def _tried() -> Iterator[Any]:
    for system in SYSTEMS:
        hows: tuple[How, ...] = ("killed", "full once", "read-only from here") if system in HERE else ("killed",)
        for how in hows:
            yield pytest.param(system, how, id=f"{system.__name__}-{how}")


@pytest.mark.parametrize(("system", "how"), [*_tried()])
def test_broken_at_every_step(system: System, how: How, lab: Homelab, tmp_path: Path) -> None:
    """Old or new, never another; what the next run says is so; taking the run back gives the old state."""
    with system(lab) as shared:
        for number, one in enumerate(shared):
            old, folder = one.change.look(one.client()), tmp_path / f"{number}-whole" / "r"
            kit = Tools("next", cast("Any", None), cache(lambda _, one=one: one.client()), folder)
            steps = _broken(one, folder, 0, how)
            new = one.change.look(one.client())
            assert new != old
            _take_back(one, kit, folder, old)
            for at in _points(steps):
                _hold(one, kit, tmp_path / f"{number}-{at}", (at, how), (old, new))


def _points(steps: Breaks) -> list[int]:
    """Where it can break, from the journal's first line on: before that nothing is changed."""
    begun = next(at for at, (name, _) in enumerate(steps) if name == "open")
    return [at + 1 for at, (_, can) in enumerate(steps) if can and at >= begun]


def _hold(one: Shared, kit: Tools, reports: Path, broken: tuple[int, How], states: tuple[Json, Json]) -> None:
    _broken(one, reports / "r", *broken)
    assert one.change.look(kit.client("")) in states, (one.change, broken)
    said = tools.recover(kit, reports)
    now = one.change.look(kit.client(""))
    assert now in states
    assert all(("has its old state" if now == states[0] else "was changed already and is kept") in sentence for sentence in said)
    assert not journal.unsettled(reports)
    assert not list(reports.parent.rglob(".*.adr023"))
    _take_back(one, kit, reports / "r", states[0])


def _take_back(one: Shared, kit: Tools, folder: Path, old: Json) -> None:
    for seq, line in journal.last_words(folder).items():
        if line["line"] == "done":
            assert systems.undo(kit, folder, seq, line)["undone"]
    assert one.change.look(kit.client("")) == old


def _broken(one: Shared, folder: Path, at: int, how: How) -> Breaks:
    """Make the change in a process of its own that is broken at a step; the steps, when it came to its end."""
    ours, its, before = *os.pipe(), set(threading.enumerate())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the stand-ins' threads are not asked for in the child
        child = os.fork()
    if child == 0:
        _child(one, folder, at, how, its)
    os.close(its)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    for thread in set(threading.enumerate()) - before:
        thread.join(5)  # the stand-in may still be at work on what was asked of it
    return [(name, can) for name, can in json.loads(said)] if said else []


def _child(one: Shared, folder: Path, at: int, how: How, its: int) -> None:
    write, steps = os.write, Breaks()
    try:
        client = one.client()
        seen = one.change.look(client)
        crash.break_at(at, how, steps)
        tools.apply(Tools("r", cast("Any", None), lambda _: client, folder), Step(1, ("x",), one.change, systems.digest(seen), "", ""))
    finally:
        write(its, json.dumps(steps).encode())
        os._exit(0)
