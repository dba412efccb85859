"""Whoever is killed amid a change of what runs leaves the old state or the new one: on a real systemd, before, during and after each program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from probes.link import Link
from remediations import hands, kinds
from tests.changes import crash
from tests.changes.breaking import Breaker
from tests.lab.test_changes_running import CASES, Case, told
from tests.scene import Scene

HOME = Path("/var/lib/adr023-broken")
PROGRAMS = ("__init__", "communicate")


@pytest.fixture(scope="module")
def breaker(scene: Scene) -> Iterator[Breaker]:
    """The target program in the container, and who kills it there."""
    packages, modules, _, _ = json.loads(hands.program("main"))
    source = Path(crash.__file__).read_text()
    first = json.dumps([packages, [*modules, ["remediations.target.crash", source]], "main", []])
    loader = hands.LOADER % "sys.stdin.readline()"
    mine = Breaker(*scene.command("exec", "agents", "--", "python3", "-I", "-c", loader), first=first)
    yield mine
    mine.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_killed_at_every_program(case: Case, breaker: Breaker, link: Link) -> None:
    """The next run says what it found, which is so; what was made can be taken back, and the lock is free each time."""
    told(link, f"rm -rf {HOME}; {case.before}")
    old = told(link, case.look)
    steps = [name for name, _ in breaker.steps(HOME, _requests(case))]
    new = told(link, case.look)
    begun = next(at for at, name in enumerate(steps) if name == "fsync")
    points = [at + 1 for at, name in enumerate(steps) if name in PROGRAMS and at > begun]
    assert points
    for at in [*points, len(steps)]:
        told(link, f"rm -rf {HOME}; {case.before}")
        breaker.run(HOME, _requests(case), at)
        assert told(link, case.look) in (old, new), steps[:at]
        _settled(case, breaker, link, old, new)


def _settled(case: Case, breaker: Breaker, link: Link, old: str, new: str) -> None:
    (answer, *_) = breaker.run(HOME, [{"ask": "begin", "run": "r2", "who": "tester", "from": "here"}, {"ask": "end", "run": "r2"}])
    now, said = told(link, case.look), " ".join(answer["ok"])
    assert now in (old, new)
    assert ("has its old state" in said) <= (now == old)
    assert ("is kept" in said) <= (now == new)
    breaker.run(HOME, [{"ask": "begin", "run": "r3", "who": "tester", "from": "here"}, _rollback(), {"ask": "end", "run": "r3"}])
    assert told(link, case.look) == old


def _requests(case: Case) -> list[dict[str, Any]]:
    change = kinds.as_json(case.change)
    return [
        {"ask": "begin", "run": "r1", "who": "tester", "from": "here"},
        {"ask": "apply", "run": "r1", "seq": 1, "change": change, "base": "", "allow": True},
        {"ask": "end", "run": "r1"},
    ]


def _rollback() -> dict[str, Any]:
    return {"ask": "rollback", "run": "r1", "chosen": None, "allow": True}
