"""At whatever step a change of another system is broken off, the next run finds the old state or the new one, says which, and can take it back."""

from __future__ import annotations

import json
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from itertools import pairwise
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
from tests.changes.restarting import restart
from tests.changes.shared import SYSTEMS, Shared, dashboard, patches

Act = Callable[[Shared, Any, Path], None]
System = Callable[[Homelab], AbstractContextManager[list[Shared]]]
HERE: tuple[System, ...] = (patches, dashboard)
"""What lies on a disk of this machine meets a full and a read-only one, too."""
READS = ("recv", "recv_into", "read")


def _tried() -> Iterator[Any]:
    for system in (*SYSTEMS, restart):
        hows: tuple[How, ...] = ("killed", "full once", "read-only from here") if system in HERE else ("killed",)
        for how in hows:
            yield pytest.param(system, how, id=f"{system.__name__}-{how}")


@pytest.mark.parametrize(("system", "how"), [*_tried()])
def test_broken_at_every_step(system: System, how: How, lab: Homelab, tmp_path: Path) -> None:
    """Old or new, never another; what the next run says is so; taking the run back gives the old state."""
    with system(lab) as shared:
        for number, one in enumerate(shared):
            kit, states = _begun(one, tmp_path / f"{number}-whole" / "r")
            steps = _broken(one, kit.folder, (0, how), _make)
            assert one.change.look(one.client()) == states[1]
            _take_back(one, kit, kit.folder, states[0])
            for at in _points(steps):
                folder = tmp_path / f"{number}-{at}" / "r"
                _broken(one, folder, (at, how), _make)
                _hold(one, kit, folder, (at, how), states)


@pytest.mark.parametrize("system", [*SYSTEMS, restart], ids=lambda system: system.__name__)
def test_an_undo_broken_at_every_step(system: System, lab: Homelab, tmp_path: Path) -> None:
    """The same holds for whoever takes a run back and is killed."""
    with system(lab) as shared:
        for number, one in enumerate(shared):
            kit, states = _begun(one, tmp_path / f"{number}-whole" / "r")
            _make(one, kit.client(""), kit.folder)
            steps = _broken(one, kit.folder, (0, "killed"), _undo)
            for at in _points(steps):
                folder = tmp_path / f"{number}-{at}" / "r"
                _again(one)
                _make(one, kit.client(""), folder)
                _broken(one, folder, (at, "killed"), _undo)
                _hold(one, kit, folder, (at, "killed"), states)


def _begun(one: Shared, folder: Path) -> tuple[Tools, tuple[Json, Json]]:
    """What the next run has in hand, and the states between which the change goes."""
    _again(one)
    client = one.client()
    old = one.change.look(client)
    states = old, one.change.want(old)
    assert states[0] != states[1]
    return Tools("next", cast("Any", None), cache(lambda _: client), folder), states


def _again(one: Shared) -> None:
    if one.again:
        one.again()


def _points(steps: Breaks) -> list[int]:
    """Where it can break, from the journal's first line on: before that nothing is changed. From one reading to the next nothing changes, either."""
    names = [name for name, _ in steps]
    begun = names.index("open")
    again = {at for at, pair in enumerate(pairwise(names), 1) if set(pair) <= set(READS)}
    return [at + 1 for at, (_, can) in enumerate(steps) if can and at >= begun and at not in again]


def _hold(one: Shared, kit: Tools, folder: Path, broken: tuple[int, How], states: tuple[Json, Json]) -> None:
    assert one.change.look(kit.client("")) in states, (one.change, broken)
    said = tools.recover(kit, folder.parent)
    now = one.change.look(kit.client(""))
    assert now in states
    assert all(("has its old state" if now == states[0] else "was changed already and is kept") in sentence for sentence in said)
    assert not journal.unsettled(folder.parent)
    assert not list(folder.parents[1].rglob(".*.adr023"))
    _take_back(one, kit, folder, states[0])


def _take_back(one: Shared, kit: Tools, folder: Path, old: Json) -> None:
    for seq, line in journal.last_words(folder).items():
        if line["line"] == "done":
            row = systems.undo(kit, folder, seq, line)
            assert row["undone"] or (one.again and "set it back by hand" in row["because"])
    _again(one)
    assert one.change.look(kit.client("")) == old


def _make(one: Shared, client: Any, folder: Path) -> None:
    kit = Tools("r", cast("Any", None), lambda _: client, folder)
    systems.apply(kit, Step(1, ("x",), one.change, systems.digest(one.change.look(client)), "", ""), one.change)


def _undo(one: Shared, client: Any, folder: Path) -> None:
    del one
    for seq, line in journal.last_words(folder).items():
        systems.undo(Tools("r", cast("Any", None), lambda _: client, folder), folder, seq, line)


def _broken(one: Shared, folder: Path, where: tuple[int, How], act: Act) -> Breaks:
    """Do it in a process of its own that is broken at a step; the steps, when it came to its end."""
    ours, its, before = *os.pipe(), set(threading.enumerate())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the stand-ins' threads are not asked for in the child
        child = os.fork()
    if child == 0:
        _child(one, folder, where, act, its)
    os.close(its)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    for thread in set(threading.enumerate()) - before:
        thread.join(5)  # the stand-in may still be at work on what was asked of it
    return [(name, can) for name, can in json.loads(said)] if said else []


def _child(one: Shared, folder: Path, where: tuple[int, How], act: Act, its: int) -> None:
    write, steps = os.write, Breaks()
    try:
        client = one.client()
        one.change.look(client)
        crash.break_at(*where, steps)
        act(one, client, folder)
    finally:
        write(its, json.dumps(steps).encode())
        os._exit(0)
