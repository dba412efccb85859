"""The places to ask the gate from are what their programs expect, and fail closed where nothing is set up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.suite.conftest import ROOT

HOOKS = ROOT / "suite" / "hooks"
BIN = Path(sys.executable).parent
SCRIPTS = ("gate", "held", "pre-commit", "pre-push")


def run(*words: str | Path, at: Path = ROOT, told: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("ADR023", "GIT_", "GITHUB_"))}
    command = [str(word) for word in words]
    return subprocess.run(
        command, cwd=at, env=env | dict(told or {}), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def test_the_workflow() -> None:
    """The workflow for Forgejo is one by the published schema."""
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", HOOKS / "forgejo-gate.yml")

    assert done.returncode == 0, done.stdout


def test_the_manifest() -> None:
    """pre-commit accepts what this project publishes, and the program that it names is there."""
    assert (done := run(BIN / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")).returncode == 0, done.stdout
    assert os.access(HOOKS / "pre-commit", os.X_OK)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts(name: str) -> None:
    """Each is a script for any POSIX shell."""
    assert (done := run("sh", "-n", HOOKS / name)).returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["gate", "pre-commit"])
def test_no_suite(name: str, tmp_path: Path) -> None:
    """Where no suite is set up the answer is no yes, in one sentence with what to do."""
    run("git", "init", "-q", tmp_path)

    done = run(HOOKS / name, at=tmp_path, told={"ADR023_SUITE": str(tmp_path)})

    assert done.returncode == 11
    assert done.stderr == (f"inconclusive: no suite is set up in {tmp_path}; run make setup there, or say in ADR023_SUITE where one is\n")


def test_a_commit_that_is_not_there(tmp_path: Path) -> None:
    """A commit that cannot be checked out is no yes."""
    run("git", "init", "-q", tmp_path)

    assert run(HOOKS / "held", "0123abc", at=tmp_path).returncode == 11


def test_no_forgejo() -> None:
    """Without what the runner tells, or a Forgejo that answers, no status is set, and that is no yes."""
    told = {
        "GITHUB_API_URL": "http://127.0.0.1:9/api/v1",
        "GITHUB_REPOSITORY": "a/b",
        "GITHUB_WORKSPACE": "/nowhere",
        "ADR023_STATUS_TOKEN": "s" * 40,
    }

    lacking = run(sys.executable, HOOKS / "commit_status.py", told=told)
    silent = run(sys.executable, HOOKS / "commit_status.py", told={"ADR023_COMMIT": "0123abc", **told})

    assert (lacking.returncode, silent.returncode) == (11, 11)
    assert "ADR023_COMMIT is not set" in lacking.stderr
    assert silent.stderr == "inconclusive: the commit's status could not be set: 127.0.0.1: ConnectError\n"
