"""A lab as tests see it: they break it, audit it, and look from below at what changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lab import wound as wounds
from lab.errors import LabError
from lab.homelab import Homelab
from tests import ready

ROOT = Path(__file__).parents[1]
BAD = {"not met", "unseen", "fix failed"}
NOISE = re.compile(
    r"""^(?:var/log/|var/cache/|var/tmp/|tmp/|run/|var/lib/(?:adr023|containerd|docker|systemd|apt|private|dbus|logrotate|alloy)/|etc/\.pwd\.lock|etc/mtab|var/lib/dpkg/[a-z]+-old$
        |root/\.(?:cache|local)/|home/agent/\.(?:cache|claude/(?:debug|statsig|todos|shell-snapshots)))""",
    re.VERBOSE,
)
"""What changes below / of a container that nobody touches."""
SERVICE_NOISE = re.compile(
    r"(?:\.log$|(?:^|/)log$|\.pid$|\.sock$|^vault/(?:data|raft|audit)|-(?:wal|shm)$|^loki/|^ntfy/(?:messages|cache|journal)|^glance/served\.json$)"
)
UNITS = (
    "systemctl show --property=Id,InvocationID $(systemctl list-units --type=service --state=running --plain --no-legend | cut -d' ' -f1)"
)
PASSING = re.compile(r"^(?:user@|user-runtime-dir@|systemd-|session-|getty@|console-getty|container-getty@)")


class SceneError(Exception):
    """The lab or the audit did not do what a test asked for; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One run of the suite: its exit code, and outcome and first-pass outcome by id."""

    code: int
    outcomes: dict[str, str]
    before: dict[str, str]
    repairs: dict[str, str]
    said: str

    def red(self, baseline: dict[str, str]) -> set[str]:
        """The ids that are not met or unseen at the first look, and were neither in a lab that nobody broke."""
        return {id_ for id_, outcome in self.before.items() if outcome in BAD and baseline.get(id_) not in BAD}


@dataclass(frozen=True, slots=True)
class Scene:
    """A lab by name, on a subnet of its own, brought up with these flags."""

    name: str
    subnet: str
    flags: tuple[str, ...] = ()

    def command(self, *words: str) -> list[str]:
        """How one asks it on a command line, in the project's root."""
        return [sys.executable, "-m", "lab", "--name", self.name, "--subnet", self.subnet, *self.flags, *words]

    def lab(self, *words: str) -> str:
        """One verb of the lab. Raises SceneError with what it said."""
        if words[0] in {"up", "down"}:
            _facts.cache_clear()
        command = self.command(*words)
        return _done(f"lab {' '.join(words)}", lambda: subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False))

    def told(self, host: str, script: str) -> str:
        """What a shell script prints in a container; as ``lab exec``, without a Python of its own for each of the many."""
        return _done(host, lambda: wounds.run(self.home, host, ["sh", "-c", script], quiet=True))

    def hurt(self, *names: str) -> None:
        """The lab as on its first day, then these wounds, in this order. Raises SceneError."""
        self.lab("reset")
        for name in names:
            self.wound(name)

    def wound(self, name: str) -> None:
        """As ``lab wound``, without a Python of its own for each of the many. Raises SceneError."""
        _done(name, lambda: wounds.apply(self.home, name, quiet=True))

    @property
    def home(self) -> Homelab:
        """The lab as the lab's own code knows it."""
        return Homelab(self.name, self.subnet.removesuffix(".0/24"), option_b="--option-b" in self.flags)

    @contextmanager
    def standing(self) -> Iterator[Scene]:
        """The lab, up as long as it is needed."""
        try:
            try:
                self.lab("up")
            except SceneError:  # a machine under load: what came up stays, and a second up goes on from there
                self.lab("up")
            yield self
        finally:
            self.lab("down")

    def facts(self) -> dict[str, Any]:
        """What ``lab status`` tells; asked once for as long as it is up."""
        return _facts(self)

    def look(self, *options: str) -> Looked:
        """Audit it, with these options. Raises SceneError when there is no result."""
        with tempfile.TemporaryDirectory() as folder:
            printed, file = Path(folder) / "printed", Path(folder) / "latest" / "results.json"
            ready.audit([f"--estate={self.facts()['estate']}", f"--report-dir={folder}", *options], printed)
            said = printed.read_text(errors="replace")
            if not file.exists():
                raise SceneError(f"no result: {said.strip()[-3000:]}")
            return _looked(json.loads(file.read_text()), said)

    def state(self) -> dict[str, str]:
        """What the lab holds, by path: files of the containers' own layers and of the services, and the running units' invocations."""
        facts = self.facts()
        told: dict[str, str] = {}
        for host, about in facts["hosts"].items():
            told |= {f"{host}:/{path}": what for path, what in _tree(Path(about["root"]) / "upper", NOISE)}
            told |= {f"{host}:{unit}": call for unit, call in _units(self.told(host, UNITS))}
        return told | {f"service {path}": what for path, what in _tree(Path(facts["root"]) / "services", SERVICE_NOISE)}


def _done(what: str, act: Callable[[], subprocess.CompletedProcess[str]]) -> str:
    try:
        ended = act()
    except LabError as error:
        raise SceneError(f"{what}: {error}") from error
    if ended.returncode:
        raise SceneError(f"{what}: {(ended.stderr or ended.stdout).strip()[-2000:]}")
    return ended.stdout


@cache
def _facts(scene: Scene) -> dict[str, Any]:
    return dict(json.loads(scene.lab("status", "--json")))


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The paths and units that differ."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _looked(document: dict[str, Any], said: str) -> Looked:
    rows = document["requirements"]
    return Looked(
        code=document["exit_code"],
        outcomes={row["id"]: row["outcome"] for row in rows},
        before={row["id"]: row["before"] or row["outcome"] for row in rows},
        repairs={repair["tag"]: repair["state"] for repair in document["repairs"]},
        said=said,
    )


def _tree(top: Path, noise: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for folder, folders, files in os.walk(top):
        for name in sorted([*folders, *files]):
            path = Path(folder) / name
            inside = str(path.relative_to(top))
            if not noise.search(inside if path.is_symlink() or not path.is_dir() else f"{inside}/"):
                yield inside, what(path)


def what(path: Path) -> str:
    """Kind, mode, owner and content of one entry; times are not told."""
    try:
        about = path.lstat()
        if stat.S_ISREG(about.st_mode):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            content = str(path.readlink()) if stat.S_ISLNK(about.st_mode) else str(about.st_rdev)
    except FileNotFoundError:
        return "gone"
    return f"{about.st_mode:o} {about.st_uid}:{about.st_gid} {content}"


def _units(shown: str) -> Iterator[tuple[str, str]]:
    for block in shown.strip().split("\n\n"):
        told = dict(line.split("=", 1) for line in block.splitlines() if "=" in line)
        if "Id" in told and not PASSING.match(told["Id"]):
            yield told["Id"], told.get("InvocationID", "")
