"""Packages and events of systemd, broken off before, during and after each program, with stand-ins for apt, dpkg and systemctl."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from remediations.changes_running import PackageInstall, UnitAction, Verb
from tests.changes.breaking import Breaker, Requests, begin, end, making, rollback, taking_back

PROGRAMS = {
    "dpkg-query": "cat packages",
    "dpkg": "sed -i 's/^iU /ii /' packages",
    "apt-get": """verb=$1; shift 2
step() { n=$(cat breath); [ "$n" = 0 ] && kill -9 $$; echo $((n - 1)) > breath; }
if [ $verb = purge ]; then for name in $(printf '%s\\n' "$@" | sort -r); do step; sed -i "/  $name$/d" packages; done; exit; fi
shift
for name in libhelp "$@"; do step; echo "iU  $name" >> packages; done
for name in libhelp "$@"; do step; sed -i "s/^iU  $name$/ii  $name/" packages; done""",
    "systemctl": """case $1 in show) printf 'TasksCurrent=1\\nMainPID=1\\nControlGroup=\\nType=simple\\n' ;; is-enabled) echo enabled ;;
*) echo "$*" >> asked ;; esac""",
}
"""Each works on files beside itself. apt-get unpacks, then configures, and purges what depends before what it depends on; it is killed when its breath is over."""
OLD, NEW = ["ii  base"], ["ii  base", "ii  libhelp", "ii  tool"]
BREATH = [*((breath, False) for breath in (-1, 0, 1, 2, 3)), *((breath, True) for breath in (-1, 0, 1))]
EVENTS: tuple[tuple[Verb, str], ...] = (
    ("daemon-reload", ""),
    ("restart", "x.service"),
    ("reload", "x.service"),
    ("reset-failed", "x.service"),
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Breaker]]:
    """Where the stand-ins are, and who breaks; for it they are what /usr/local/sbin holds."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode:
        pytest.skip("a mount namespace of its own needs root")
    here = tmp_path_factory.mktemp("programs")
    for name, script in PROGRAMS.items():
        (here / name).write_text(f"#!/bin/sh\ncd {here}\n{script}\n")
        (here / name).chmod(0o755)
    mount = f"mount --bind {here} /usr/local/sbin && exec {sys.executable} -m tests.changes.crash"
    mine = Breaker("unshare", "-m", "sh", "-c", mount)
    yield here, mine
    mine.close()


def _points(breaker: Breaker, home: Path, requests: Requests) -> list[int]:
    """Before and while each program runs, and the last step of all."""
    names = [name for name, _ in breaker.steps(home, requests)]
    return [*(at for at, name in enumerate(names, 1) if name in ("__init__", "communicate")), len(names)]


def _packages(here: Path) -> list[str]:
    return (here / "packages").read_text().splitlines()


def _lay(here: Path, breath: int) -> None:
    (here / "packages").write_text("".join(f"{line}\n" for line in OLD))
    (here / "breath").write_text(f"{breath}\n")


@pytest.mark.parametrize(("breath", "undo"), BREATH)
def test_packages_broken_at_every_program(breath: int, undo: bool, bench: tuple[Path, Breaker], fast: Path) -> None:
    """With apt killed as well, after so many steps of its own: the next run leaves all packages or none that came, says which, and none stays."""
    (here, breaker), make = bench, making(PackageInstall(("tool",)))
    _lay(here, -1)
    points = _points(breaker, fast / "whole", make)
    if undo:
        points = _points(breaker, fast / "whole", taking_back())
    for at in points:
        home = fast / str(at)
        _lay(here, -1 if undo else breath)
        if undo:
            breaker.run(home, make)
            (here / "breath").write_text(f"{breath}\n")
        breaker.run(home, taking_back() if undo else make, at)
        (here / "breath").write_text("-1\n")

        said = " ".join(breaker.run(home, [begin("r8"), end("r8")])[0]["ok"])

        now = _packages(here)
        assert now in (OLD, NEW), (at, said)
        assert ("has its old state" in said) <= (now == OLD)
        assert ("was changed already" in said) <= (now == NEW)
        breaker.run(home, [begin("r9"), rollback("r1")])
        assert _packages(here) == OLD


@pytest.mark.parametrize(("verb", "unit"), EVENTS)
def test_an_event_broken_at_every_program(verb: Verb, unit: str, bench: tuple[Path, Breaker], fast: Path) -> None:
    """It happens once at most, the next run names it and does not repeat it, and whoever takes the run back lets it happen once more."""
    (here, breaker), make = bench, making(UnitAction(verb, unit))
    asked = here / "asked"
    points = _points(breaker, fast / "whole", make)
    for at in points:
        asked.write_text("")
        home = fast / str(at)
        breaker.run(home, make, at)
        before = asked.read_text()
        assert before in ("", f"{verb} {unit}".rstrip() + "\n")

        said = " ".join(breaker.run(home, [begin("r8"), end("r8")])[0]["ok"])

        named = f"{verb} {unit}".rstrip()
        assert at == points[-1] or (before != "") <= (f"{named} was being asked of systemd, and may have happened" in said)
        assert (f"{named} had not been asked" in said) <= (before == "")
        assert asked.read_text() == before
        taken = breaker.run(home, taking_back("r9"))
        assert len(asked.read_text().splitlines()) == len(before.splitlines()) + (taken[1]["ok"] != [])
