"""Whoever is killed amid a change of what runs leaves the old state or the new one: on a real systemd, before, during and after each program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lab import wound
from probes.link import Link
from remediations import hands
from remediations.changes_running import PackageInstall, UnitAction
from tests.changes import crash
from tests.changes.breaking import Breaker, apply, begin, end, making, taking_back
from tests.lab.test_changes_running import CASES, LOOK, Case, told
from tests.scene import Scene

HOME = Path("/var/lib/adr023-broken")
PROGRAMS = ("__init__", "communicate")
MOSH = (wound.HOME / "access" / "mosh-gone.sh").read_text()
"""Takes the package away, and leaves a mirror on the host that apt installs it from."""
PACKAGES = Case(
    "packages",
    PackageInstall(("mosh",)),
    f"test -e /srv/mirror/Packages || (umask 022; {MOSH}); dpkg --purge --force-depends mosh >/dev/null 2>&1",
    "dpkg-query -W -f '${Status}' mosh 2>&1; ls /usr/bin/mosh-server 2>&1",
    "installed",
)


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


@pytest.mark.parametrize("case", [*CASES, PACKAGES], ids=lambda case: case.name)
def test_killed_at_every_program(case: Case, breaker: Breaker, link: Link) -> None:
    """The next run says what it found, which is so; what was made can be taken back, and the lock is free each time."""
    told(link, f"rm -rf {HOME}; {case.before}")
    old = told(link, case.look)
    steps = breaker.steps(HOME, making(case.change))
    new = told(link, case.look)
    assert case.after in new != old
    for at in _points(steps):
        told(link, f"rm -rf {HOME}; {case.before}")
        breaker.run(HOME, making(case.change), at)
        assert told(link, case.look) in (old, new), steps[:at]
        _settled(case, breaker, link, old, new)


@pytest.mark.parametrize("verb", ["restart", "try-restart", "reenable"])
def test_an_event_killed_at_every_program(verb: Any, breaker: Breaker, link: Link) -> None:
    """What ran and was enabled is so still, the lock is free each time, and the next run may ask again."""
    event, before = UnitAction(verb, "cron.service"), f"rm -rf {HOME}; systemctl enable --now cron"
    told(link, before)
    old = told(link, LOOK)
    for at in _points(breaker.steps(HOME, making(event))):
        told(link, before)
        breaker.run(HOME, making(event), at)
        assert told(link, LOOK) == old
        assert all("ok" in answer for answer in breaker.run(HOME, [begin("r2"), {**apply(event), "run": "r2"}, end("r2")]))
        assert told(link, LOOK) == old


def _points(steps: list[list[Any]]) -> list[int]:
    """Before and while each program runs once the change was written down, and when all is done."""
    names = [name for name, _ in steps]
    points = [at + 1 for at, name in enumerate(names) if name in PROGRAMS and at > names.index("fsync")]
    assert points
    return [*points, len(names)]


def _settled(case: Case, breaker: Breaker, link: Link, old: str, new: str) -> None:
    (answer, *_) = breaker.run(HOME, [begin("r2"), end("r2")])
    now, said = told(link, case.look), " ".join(answer["ok"])
    assert now in (old, new)
    assert ("has its old state" in said) <= (now == old)
    assert ("is kept" in said) <= (now == new)
    breaker.run(HOME, taking_back("r3"))
    assert told(link, case.look) == old
