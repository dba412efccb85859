"""A small project with a few scenarios, run as a pytest of its own."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import ready

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample"
collect_ignore = ["sample"]


@dataclass(frozen=True)
class Project:
    """A copy of the sample project in a directory of its own."""

    path: Path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run pytest in it, as a user would."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ADR023", "CI", "COLUMNS"))}
        env = {**inherited, "PYTHONPATH": f"{self.path}:{ROOT}", "COLUMNS": "200", **environment}
        return ready.run(arguments, self.path, env)

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new))

    @property
    def report(self) -> Path:
        return self.path / "reports" / "out" / "latest"

    def outcomes(self) -> dict[str, str]:
        return {row["id"]: row["outcome"] for row in self.results()["requirements"]}

    def row(self, id_: str) -> dict[str, Any]:
        return next(row for row in self.results()["requirements"] if row["id"] == id_)

    def results(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.report / "results.json").read_text())
        return found


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The sample: scenarios about files below ``host``, which stands for a host."""
    for file in SAMPLE.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            to = tmp_path / file.relative_to(SAMPLE)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(file.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return Project(tmp_path)
