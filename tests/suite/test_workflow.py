"""The Forgejo workflow is one, and its steps do what they say: run here one by one, as a runner would, against an origin of the test's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.suite.conftest import Project

ROOT = Path(__file__).parents[2]
FILE = ROOT / ".forgejo" / "workflows" / "nightly.yml"
WORKFLOW = YAML(typ="safe").load(FILE.read_text())
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["audit"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
AS_SOMEBODY = ("-c", "user.name=tester", "-c", "user.email=tester@localhost")


@dataclass(frozen=True)
class Job:
    """What one night left: each script's exit status by its step's name (None: passed over), and the folder that it ran in."""

    path: Path
    ended: dict[str, int | None]
    said: str


@dataclass(frozen=True)
class Forge:
    """An origin that holds the sample project, and a runner that clones it for each night."""

    origin: Path
    runs: Path

    def night(self, number: int, door: str = "closed") -> Job:
        path = self.runs / str(number)
        _git("clone", "-q", str(self.origin), str(path))
        (path / "host/door").write_text(door)
        (path / ".venv/bin").mkdir(parents=True)
        (path / ".venv/bin/python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        (path / ".venv/bin/python").chmod(0o755)
        told = {"ESTATE": (path / "estate.toml").read_text(), "KNOWN_HOSTS": "", "KEY": "a key", "TOKENS": "ntfy=a token\n../x=no"}
        ended: dict[str, int | None] = {}
        said = ""
        for step in SCRIPTS:
            failed = any(ended.values())
            if step["name"] == "Set up" or (failed and step.get("if") != "always()"):
                ended[step["name"]] = None
                continue
            done = _run(step["run"], path, told)
            ended[step["name"]], said = done.returncode, said + done.stdout + done.stderr
        return Job(path, ended, said)

    def history(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in _git("-C", str(self.origin), "show", "reports:history.jsonl").splitlines()]


@pytest.fixture
def forge(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Forge:
    top = tmp_path_factory.mktemp("forge")
    origin = top / "origin.git"
    _git("init", "-q", "--bare", "-b", "main", str(origin))
    _git("-C", str(project.path), "init", "-q", "-b", "main")
    _git("-C", str(project.path), "add", "-A")
    _git(*AS_SOMEBODY, "-C", str(project.path), "commit", "-q", "-m", "the sample")
    _git("-C", str(project.path), "push", "-q", str(origin), "main")
    return Forge(origin, top)


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout


def _run(script: str, path: Path, told: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ADR023", "CI"))}
    env = {**kept, "PYTHONPATH": f"{path}:{ROOT}", **told}
    return subprocess.run(["sh", "-e", "-c", script], cwd=path, env=env, capture_output=True, text=True, check=False, timeout=300)


def test_it_is_a_workflow() -> None:
    """By the published schema of workflows, of which Forgejo reads a part."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_one_night_at_a_time_and_none_cut_short() -> None:
    """Each night by schedule, never two at once, never cancelled by a newer one, and never longer than a quarter of an hour."""
    assert WORKFLOW["concurrency"] == {"group": "adr023-nightly", "cancel-in-progress": False}
    assert WORKFLOW["on"]["schedule"] == [{"cron": "17 3 * * *"}]
    assert "timeout --kill-after=30 900 " in next(step["run"] for step in SCRIPTS if step["name"] == "Audit")


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: str(step["name"]))
def test_each_script_is_one(step: dict[str, Any]) -> None:
    """A plain sh can read it, and no secret or variable is pasted into its text."""
    subprocess.run(["sh", "-n"], input=step["run"], text=True, check=True)

    assert "${{" not in step["run"]


def test_history_grows_from_night_to_night(forge: Forge) -> None:
    """A good night begins the branch, a bad one adds to it although its job fails; reports are kept, credentials are gone."""
    good, bad = forge.night(1), forge.night(2, door="open")

    assert set(good.ended.values()) == {None, 0}, good.said
    assert {name for name, code in bad.ended.items() if code} == {"Audit"}, bad.said
    assert [line["exit_code"] for line in forge.history()] == [0, 1]
    assert forge.history()[1]["before"]
    assert all((job.path / "report/audit.html").is_file() and not (job.path / ".night").exists() for job in (good, bad))
    assert "a token" not in good.said + bad.said


def test_without_its_history_nothing_is_audited(forge: Forge) -> None:
    """An origin that does not answer is not an origin without a history: nothing would be compared, all would be told anew."""
    path = forge.runs / "clone"
    _git("clone", "-q", str(forge.origin), str(path))
    _git("-C", str(path), "remote", "set-url", "origin", str(forge.runs / "nowhere"))

    done = _run(next(step["run"] for step in SCRIPTS if step["name"] == "Bring the history"), path, {})

    assert done.returncode == 1
    assert "the history cannot be read" in done.stderr
