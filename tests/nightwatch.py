"""The night watch installed on a host of a lab, as its unit's head says: suite and packages in /opt, estate in /etc, credentials where systemd loads them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import distribution, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from lab import toml
from tests.scene import ROOT, Scene

HOME, ETC, STATE, UNIT = "/opt/adr-023", "/etc/adr023", "/var/lib/adr023-audit", "adr023-audit.service"
SUITE = ("conftest.py", "pyproject.toml", "estate.example.toml", "features", "steps", "probes", "remediations", "reports", "suite")
PACKAGES = f"{HOME}/.venv/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
SOON = "[Timer]\nRandomizedDelaySec=0\n"
"""The lab does not wait ten minutes for a timer that is due."""


@dataclass(frozen=True)
class Watch:
    """The night watch on one host of a lab."""

    scene: Scene
    host: str

    @cached_property
    def facts(self) -> dict[str, Any]:
        return self.scene.facts()

    def run(self, line: str, stdin: bytes = b"") -> str:
        """What a shell line prints there, as root."""
        ssh = shlex.split(self.facts["hosts"][self.host]["ssh"])
        command = [ssh[0], "-F", "/dev/null", *ssh[1:], "-o", "BatchMode=yes", line]
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def install(self) -> None:
        """Lay everything down; nothing is started."""
        facts = self.facts
        estate, credentials, files = _moved(Path(facts["estate"]), Path(facts["root"]))
        self.run(f"install -d -m 0700 {ETC}/credentials; python3 -m venv --without-pip {HOME}/.venv")
        self._put(HOME, ROOT, SUITE, "--exclude=reports/out")
        self._put(PACKAGES, _site(), sorted(_installed()))
        self._put(f"{ETC}/credentials", Path(facts["root"]) / "secrets", sorted(credentials), "--mode=0600")
        self._put("/", Path("/"), [file.lstrip("/") for file in sorted(files)], "--mode=a+rX")
        self.write(f"{ETC}/estate.toml", toml.dumps(estate))
        for script in distribution("ansible-core").entry_points:
            self.write(f"{HOME}/.venv/bin/{script.name}", f"#!{HOME}/.venv/bin/python\nfrom {script.module} import main\nmain()\n", 0o755)
        for file in (ROOT / "suite" / "nightly").iterdir():
            self.write(f"/etc/systemd/system/{file.name}", file.read_text())
        self.write("/etc/systemd/system/adr023-audit.timer.d/soon.conf", SOON)
        self.run("systemctl daemon-reload")

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        self.run(f"mkdir -p {Path(path).parent}; cat > {path}; chmod {mode:o} {path}", text.encode())

    def catch_up(self) -> str:
        """Start the timer on a host that slept since the day before yesterday, wait for what it starts, and tell the unit's result and exit status."""
        self.run("mkdir -p /var/lib/systemd/timers; touch -d '2 days ago' /var/lib/systemd/timers/stamp-adr023-audit.timer")
        self.run("systemctl start adr023-audit.timer")
        return self.ended()

    def ended(self) -> str:
        wait = f"while systemctl show -P ActiveState {UNIT} | grep -q activating; do sleep 0.3; done"
        return self.run(f"sleep 1; {wait}; echo $(systemctl show -P Result -P ExecMainStatus {UNIT})").strip()

    def history(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run(f"cat {STATE}/history.jsonl").splitlines()]

    def _put(self, to: str, top: Path, names: Any, *options: str) -> None:
        packed = subprocess.run(
            ["tar", "-c", "-C", str(top), *options, "-T", "-"], input="\n".join(names).encode(), capture_output=True, check=True
        )
        self.run(f"mkdir -p {to} && tar -x --no-same-owner -C {to}", packed.stdout)


def _moved(estate_file: Path, root: Path) -> tuple[dict[str, Any], set[str], set[str]]:
    """The estate with its secrets where systemd puts them, the names of these, and all other files that it names, which keep their places."""
    credentials: set[str] = set()
    files: set[str] = set()

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: moved(inner) for key, inner in value.items()}
        if not isinstance(value, str) or not value.startswith(f"{root}/"):
            return value
        if not value.startswith(f"{root}/secrets/"):
            files.add(_whole(Path(value), root))
            return value
        credentials.add(value.rpartition("/")[2])
        return f"/run/adr023-audit/{value.rpartition('/')[2]}"

    return moved(tomllib.loads(estate_file.read_text())), credentials, files


def _whole(file: Path, root: Path) -> str:
    """A file with what lies beside it, which may be part of it; what lies in the lab's own folder is on its own."""
    return str(file if file.parent == root else file.parent)


def _site() -> Path:
    return Path(str(distribution("pytest").locate_file("")))


def _installed() -> Iterator[str]:
    """The files of what the suite needs at run time, and of what that needs, as pip installed them here."""
    todo = [Requirement(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]]
    seen: set[str] = set()
    while todo:
        need = todo.pop()
        if need.name.lower() not in seen and (need.marker is None or need.marker.evaluate({"extra": ""})):
            seen.add(need.name.lower())
            todo += [Requirement(line) for line in requires(need.name) or ()]
            yield from (str(file) for file in distribution(need.name).files or () if file.parts[0] != "..")
