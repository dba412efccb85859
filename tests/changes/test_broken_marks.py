"""Mode and owner, broken off at whatever step: never wider than both states, settled by the next run, and taken back to the mark."""

from __future__ import annotations

import os
import shutil
import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from remediations.changes import SetMode, SetOwner
from tests.changes.breaking import Breaker, Requests, begin, end, making, rollback, taking_back
from tests.changes.crash import HOWS, How
from tests.changes.test_files import tree


@dataclass(frozen=True)
class Case:
    """A change of something that has this mode, and maybe an access list."""

    name: str
    change: Any
    mode: int = 0o664
    acl: bool = False


CASES = [
    Case("mode", lambda p: SetMode(p, 0o600), acl=True),
    Case("mode-for-the-group", lambda p: SetMode(p, 0o640), acl=True),
    Case("owner", lambda p: SetOwner(p, "daemon"), 0o4750),
]
ACL = [(1, 6, -1), (2, 6, 1000), (4, 0, -1), (16, 6, -1), (32, 0, -1)]
"""acl(5) as the kernel keeps it: owner rw, user 1000 rw, group nothing, mask rw, others nothing."""
GROUP, MASK = 4, 16


def _lay(top: Path, case: Case) -> Path:
    top.mkdir(parents=True)
    path = top / "thing"
    path.write_text("canary")
    path.chmod(case.mode)
    if case.acl:
        packed = b"".join(struct.pack("<HHi", *entry) for entry in ACL)
        os.setxattr(path, "system.posix_acl_access", struct.pack("<I", 2) + packed)
    return path


def _tried() -> list[Any]:
    """An owner takes every call that there is but the one for access lists: it meets the failing disks, too."""
    pairs = [(case, how) for case in CASES for how in HOWS if how == "killed" or (how != "full once" and case.name == "owner")]
    return [pytest.param(case, how, id=f"{case.name}-{how}") for case, how in pairs]


@pytest.mark.parametrize(("case", "how"), _tried())
@pytest.mark.parametrize("undo", [False, True], ids=["made", "undone"])
def test_marks_broken_at_every_step(case: Case, how: How, undo: bool, fast: Path, breaker: Breaker) -> None:
    """At once nobody may more than in either state; after the next run it is old or new, which it says; taken back it is the old one."""
    states, points = _whole(case, how, fast / "whole", breaker, undo=undo)
    for at in points:
        here = fast / str(at)
        path = _lay(here / "top", case)
        if undo:
            breaker.run(here / "home", making(case.change(str(path))))

        breaker.run(here / "home", _asked(case, path, undo=undo), at, how)

        assert _bits(path) & ~(_bits_of(states[0]) | _bits_of(states[1])) == 0
        _settled(breaker, here, states)
        shutil.rmtree(here)


def _asked(case: Case, path: Path, *, undo: bool) -> Requests:
    return taking_back() if undo else making(case.change(str(path)))


def _whole(case: Case, how: How, here: Path, breaker: Breaker, *, undo: bool) -> tuple[list[dict[str, Any]], list[int]]:
    """Old and new state, and where it can be broken once the run has begun, found by a run that is not; beginnings are tried with the files."""
    path = _lay(here / "top", case)
    old, make = _seen(here), making(case.change(str(path)))
    if undo:
        breaker.run(here / "home", make)
        shutil.copytree(here / "home", here / "other")
    begun = len(breaker.steps(here / "other", [begin("r2")]))
    points = [at for at in breaker.points(here / "home", _asked(case, path, undo=undo), how) if at > begun]
    assert points
    if undo:
        breaker.run(here / "home", make)
    new = _seen(here)
    assert new != old
    shutil.rmtree(here)
    return [old, new], points


def _seen(here: Path) -> dict[str, Any]:
    return {path.removeprefix(str(here)): marks[:5] for path, marks in tree(here / "top").items()}


def _bits(path: Path) -> int:
    attributes = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    return _in_force(path.stat().st_mode, attributes.get("system.posix_acl_access"))


def _bits_of(state: dict[str, Any]) -> int:
    mode, attributes = int(state["/top/thing"][0]), state["/top/thing"][3]
    return _in_force(mode, attributes.get("system.posix_acl_access"))


def _in_force(mode: int, acl: bytes | None) -> int:
    """The mode, with what the group may: beside an access list the group's bits are the list's mask."""
    bits = stat.S_IMODE(mode)
    if acl is None:
        return bits
    entries: dict[int, int] = {tag: may for tag, may, _ in struct.iter_unpack("<HHi", acl[4:])}
    return bits & ~0o070 | (entries[GROUP] & entries[MASK]) << 3


def _settled(breaker: Breaker, here: Path, states: list[dict[str, Any]]) -> None:
    said = " ".join(breaker.run(here / "home", [begin("r8"), end("r8")])[0]["ok"])
    now = _seen(here)
    assert now in states
    assert ("has its old state" in said) <= (now == states[0])
    assert ("is kept" in said and "those made" not in said) <= (now == states[1])
    breaker.run(here / "home", [begin("r9"), rollback("r1")])
    assert _seen(here) == states[0]
