"""The ways to ask the gate, each really used in a clone of the lab's playbooks: it blocks what breaks a promise, and lets through what does not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.lab.gating import HOOKS, VARIABLES, Place
from tests.lab.test_gate import playbooks
from tests.scene import ROOT, Scene

__all__ = ["playbooks"]
pytestmark = pytest.mark.usefixtures("whole")
BIN = Path(sys.executable).parent
REPOSITORY = "senior-discount/chizuru-v2"
PLAY = f"""\
- hosts: all
  gather_facts: false
  connection: local
  vars: {{ansible_python_interpreter: {sys.executable}}}
  pre_tasks:
    - ansible.builtin.import_tasks: {HOOKS}/ansible-gate.yml
      tags: always
  tasks:
    - ansible.builtin.copy: {{content: done, dest: "{{{{ mark }}}}"}}
"""


def test_pre_push(playbooks: Place, tmp_path: Path) -> None:
    """Git pushes nothing that the gate does not allow; what is pushed is looked at, not what lies in the work tree."""
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "far.git")], check=True)
    playbooks.git("remote", "set-url", "origin", str(tmp_path / "far.git"))
    playbooks.git("config", "adr023.options", f"--report-dir={playbooks.reports} --time-budget=300")
    (playbooks.top / ".git/hooks/pre-push").symlink_to(HOOKS / "pre-push")
    playbooks.harmless()
    good = playbooks.commit()
    line = playbooks.harmful()

    assert playbooks.run("git", "push", "-q", "origin", "HEAD:main").returncode == 0
    playbooks.commit()
    blocked = playbooks.run("git", "push", "-q", "origin", "HEAD:main")

    assert blocked.returncode
    assert f"in {VARIABLES}:{line}" in blocked.stderr
    assert playbooks.git("ls-remote", "origin", "main").split()[0] == good


def test_pre_commit(playbooks: Place, tmp_path: Path) -> None:
    """pre-commit, with the hook as this project publishes it, makes no commit that the gate does not allow."""
    published = tmp_path / "published"
    subprocess.run(["git", "clone", "-q", "--no-local", "--depth=1", f"file://{ROOT}", str(published)], check=True)
    for name in (".pre-commit-hooks.yaml", "suite/hooks"):  # as they are here, committed or not
        subprocess.run(["cp", "-a", str(ROOT / name), str((published / name).parent)], check=True)
    there = Place(published, playbooks.estate, playbooks.reports)
    there.git("add", "-A")
    there.git("commit", "-q", "--allow-empty", "-m", "as here")
    args = f"[--report-dir={playbooks.reports}, --time-budget=300]"
    (playbooks.top / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {published}\n    rev: {there.git('rev-parse', 'HEAD')}\n    hooks:\n      - {{id: adr023-gate, args: {args}}}\n"
    )
    kept = {"PRE_COMMIT_HOME": str(tmp_path / "kept")}
    assert playbooks.run(BIN / "pre-commit", "install", **kept).returncode == 0
    playbooks.harmless()
    playbooks.git("add", "-A")

    assert (done := playbooks.run("git", "commit", "-m", "Fine", **kept)).returncode == 0, done.stderr
    line = playbooks.harmful()
    playbooks.git("add", "-A")
    blocked = playbooks.run("git", "commit", "-m", "Not fine", **kept)

    assert blocked.returncode
    assert f"in {VARIABLES}:{line}" in blocked.stdout + blocked.stderr
    assert playbooks.git("log", "-1", "--format=%s") == "Fine"


def test_ansible(playbooks: Place, tmp_path: Path) -> None:
    """A play with the tasks in front changes nothing unless the gate allows it, and stops under --check as well."""
    book, mark = playbooks.top / "ansible/playbooks/apply.yml", tmp_path / "mark"
    book.write_text(PLAY)
    told = {"mark": str(mark), "adr023_suite": str(ROOT), "adr023_options": [f"--report-dir={playbooks.reports}", "--time-budget=300"]}
    command = (BIN / "ansible-playbook", "-i", "one,two,", "-e", json.dumps(told), book)

    assert (done := playbooks.run(*command)).returncode == 0, done.stdout
    assert mark.exists()
    mark.unlink()
    line = playbooks.harmful()
    for check in (("--check",), ()):
        blocked = playbooks.run(*command, *check)
        assert blocked.returncode
        assert f"in {VARIABLES}:{line}" in blocked.stdout
        assert not mark.exists()


@pytest.fixture
def far(scene: Scene, playbooks: Place) -> Iterator[str]:
    """The playbooks on the lab's Forgejo, where claude may write; its API."""
    state = Path(scene.facts()["root"]) / "services/forgejo"
    people = state / "collaborators.json"
    before = people.read_text()
    people.write_text(json.dumps(json.loads(before) | {REPOSITORY: {"claude": "write"}}))
    subprocess.run(["git", "init", "-q", "--bare", str(state / f"repos/{REPOSITORY}.git")], check=True)
    playbooks.git("remote", "set-url", "origin", str(state / f"repos/{REPOSITORY}.git"))
    yield f"http://{scene.subnet.rpartition('.')[0]}.1:3000/api/v1"
    people.write_text(before)
    subprocess.run(["rm", "-rf", str(state / f"repos/{REPOSITORY}.git"), str(state / "statuses.json")], check=True)


def test_forgejo(scene: Scene, playbooks: Place, far: str) -> None:
    """What the workflow runs sets the commit's status: success for what may land, failure with file and line for what may not."""
    token = (Path(scene.facts()["root"]) / "secrets/forgejo-claude").read_text().strip()
    told = {"GITHUB_API_URL": far, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_WORKSPACE": str(playbooks.top), "ADR023_STATUS_TOKEN": token}
    statuses = []
    for change in (playbooks.harmless, playbooks.harmful):
        line = change()
        commit = playbooks.commit()
        playbooks.git("push", "-q", "origin", "HEAD:main")
        options = (f"--report-dir={playbooks.reports}", "--time-budget=300")
        done = playbooks.run(BIN / "python", HOOKS / "commit_status.py", *options, ADR023_COMMIT=commit, **told)
        headers = {"Authorization": f"token {token}"}
        (one,) = httpx.get(f"{far}/repos/{REPOSITORY}/commits/{commit}/status", headers=headers, trust_env=False).json()["statuses"]
        statuses.append((done.returncode, one["context"], one["status"], one["description"].partition(": ")[0]))
        assert token not in done.stdout + done.stderr

    assert statuses == [(0, "adr-023/gate", "success", "all is kept"), (1, "adr-023/gate", "failure", f"{VARIABLES}:{line}")]
