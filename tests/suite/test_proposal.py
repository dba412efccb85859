"""--change names a state of a repository of the estate; nobody's checkout is touched to hold it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from probes.estate import Estate
from suite import proposal
from suite.proposal import NoProposal

WHO = {"GIT_AUTHOR_NAME": "Milton", "GIT_AUTHOR_EMAIL": "m@x", "GIT_COMMITTER_NAME": "Milton", "GIT_COMMITTER_EMAIL": "m@x"}


def git(where: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(where), *words], env=os.environ | WHO, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def commit(top: Path, **files: str) -> str:
    """Write files (``a__b`` for a/b), commit them; the commit."""
    for name, text in files.items():
        file = top / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "change")
    return git(top, "rev-parse", "HEAD")


@pytest.fixture
def playbooks(tmp_path: Path) -> Path:
    """A repository with three commits, the files of the last uncommitted."""
    top = (tmp_path / "playbooks").resolve()
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    commit(top, ansible__inventory__hosts="one", glance="one")
    commit(top, ansible__inventory__hosts="two")
    (top / "ansible/inventory/hosts").write_text("three")
    return top


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Another one."""
    top = (tmp_path / "docs").resolve()
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    commit(top, runbook="do")
    return top


@pytest.fixture
def estate(playbooks: Path, docs: Path) -> Estate:
    """An estate that names both."""
    return Estate.model_validate({
        "name": "sample",
        "hosts": {"agents": {"address": "192.0.2.1", "known_hosts": "/nowhere"}},
        "agents": {"address": "192.0.2.1"},
        "playbooks": {"path": str(playbooks), "inventory": "ansible/inventory/hosts"},
        "docs": {"path": str(docs), "runbook": "runbook"},
        "glance": {"url": "http://192.0.2.2", "file": str(playbooks / "glance")},
    })  # fmt: skip


def held(estate: Estate, told: str, place: Path) -> tuple[str, str]:
    """The inventory as it would be, and as it was."""
    (change,) = proposal.find(told, estate)
    trees = [proposal.tree(state, place / side) for side, state in (("head", change.head), ("base", change.base))]
    found = [(proposal.applied(estate, (change,), {change.name: there})).playbooks for there in trees]
    return tuple((one.path / one.inventory).read_text() for one in found if one)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("told", "head", "base"),
    [("HEAD~1", "one", "three"), ("HEAD~1..HEAD", "two", "one"), ("HEAD~1...", "two", "one"), ("..HEAD~1", "one", "two")],
)
def test_revisions(estate: Estate, tmp_path: Path, told: str, head: str, base: str) -> None:
    """A revision is compared with what the estate has now, a range with where it begins; the checkout stays as it is."""
    assert estate.playbooks
    playbooks = estate.playbooks.path
    before = git(playbooks, "status", "--porcelain"), git(playbooks, "worktree", "list")

    assert held(estate, told, tmp_path) == (head, base)
    assert (git(playbooks, "status", "--porcelain"), git(playbooks, "worktree", "list")) == before


def test_itself(estate: Estate, playbooks: Path, tmp_path: Path) -> None:
    """The estate's own checkout, as a directory, proposes what is not committed yet."""
    assert held(estate, str(playbooks), tmp_path) == ("three", "two")
    assert held(estate, str(playbooks / "ansible"), tmp_path) == ("three", "two")


def test_a_clone(estate: Estate, playbooks: Path, tmp_path: Path) -> None:
    """A clone somewhere else is known by its history, even when it lacks the file by which a checkout is known."""
    git(tmp_path, "clone", "-q", str(playbooks), "clone")
    git(tmp_path / "clone", "rm", "-q", "ansible/inventory/hosts")

    assert [change.name for change in proposal.find(str(tmp_path / "clone"), estate)] == ["playbooks"]


def test_glance_in_the_playbooks(estate: Estate, tmp_path: Path) -> None:
    """A glance.yml that lies in the playbooks is proposed with them."""
    changes = proposal.find("HEAD~1", estate)
    moved = proposal.applied(estate, changes, {"playbooks": proposal.tree(changes[0].head, tmp_path / "head")})

    assert moved.glance
    assert moved.glance.file == tmp_path / "head" / "glance"
    assert proposal.reaches(estate, changes) == {"reaches.playbooks", "reaches.glance"}


def test_a_branch_of_both(estate: Estate, playbooks: Path, docs: Path) -> None:
    """A branch of one name in both repositories is one change."""
    for top in (playbooks, docs):
        git(top, "branch", "feature")

    assert [change.name for change in proposal.find("feature", estate)] == ["playbooks", "docs"]


def test_no_proposal(estate: Estate, tmp_path: Path) -> None:
    """What cannot be held is told in one sentence: no repository, no such revision, another repository, merge conflicts."""
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    cases = {
        str(tmp_path): "is no Git repository",
        "nosuch": "is no directory, and no revision or range",
        "--upload-pack": "is no directory",
    }
    for told, said in cases.items():
        with pytest.raises(NoProposal, match=said):
            proposal.find(told, estate)
    git(stranger, "init", "-q")
    commit(stranger, a="a")
    with pytest.raises(NoProposal, match="neither the playbooks nor the docs"):
        proposal.find(str(stranger), estate)


def test_merge_conflicts(estate: Estate, playbooks: Path) -> None:
    """A checkout with conflicts is nothing that anybody means to land."""
    commit(playbooks, ansible__inventory__hosts="three")
    git(playbooks, "checkout", "-q", "-b", "other", "HEAD~1")
    commit(playbooks, ansible__inventory__hosts="four")
    git(playbooks, "merge", "main")

    with pytest.raises(NoProposal, match="has merge conflicts in ansible/inventory/hosts"):
        proposal.find(str(playbooks), estate)
