"""What earlier runs changed, asked over SSH: listed with when, who and what, and taken back as a whole."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.connection.conftest import Sshd, serving
from tests.connection.test_run import FEW, house, project
from tests.suite.conftest import Project

__all__ = ["house", "project"]
CHANGED = re.compile(r"(\S+)  since (20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ)  by (\S+) from (\S+)((?:  \(.*\))?)")


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A server whose /var/lib is its own: the journal is where a target keeps it, and this machine's stays as it is."""
    var = tmp_path_factory.mktemp("var")
    with serving(tmp_path_factory.mktemp("sshd"), "unshare", "-m", "sh", "-c", f'mount --bind {var} /var/lib && exec "$@"', "sh") as found:
        yield found


@pytest.fixture
def mended(house: Project) -> Project:
    """A run has closed the window, by the hands that a real run has."""
    conftest = (house.path / "conftest.py").read_text()
    house.write("conftest.py", conftest.partition('@pytest.fixture(scope="session")\ndef hands')[0])
    house.write("host/window", "open\n")
    done = house.run(*FEW, "--remediate", "--yes")
    assert house.outcomes()["house.window"] == "fixed", done.stdout
    return house


def _run(project: Project) -> str:
    return str(project.results()["run"])


def test_the_journal_lists_runs_and_a_run_is_taken_back(mended: Project) -> None:
    """When, by whom, from where, what and in which state; a run that took it back is listed too, and nothing is left to take back."""
    window, run = mended.path / "host/window", _run(mended)

    listed = mended.run("--journal")
    back = mended.run(f"--rollback={run}")
    after = mended.run("--journal")
    again = mended.run(f"--rollback={run}")

    assert listed.returncode == 0, listed.stderr
    head, change = listed.stdout.splitlines()[-2:]
    told = CHANGED.fullmatch(head)
    assert told, listed.stdout
    assert (told[1], told[3], told[4], told[5]) == (run, getpass.getuser(), socket.gethostname(), "")
    assert re.fullmatch(rf" +\d+\. done      write {re.escape(str(window))}", change)
    assert (back.returncode, back.stdout) == (0, f"taken back: write {window}\nrun {run}: 1 of 1 changes taken back\n")
    assert window.read_text() == "open\n"
    assert f". undone    write {window}\n" in after.stdout
    assert re.search(r"^\S+-rollback  since ", after.stdout, re.MULTILINE)
    assert (again.returncode, again.stdout) == (0, f"run {run}: 0 of 0 changes taken back\n")


def test_a_run_that_the_journal_does_not_know(house: Project, sshd: Sshd) -> None:
    """One sentence that names it, and an exit code that says that nothing was seen."""
    del sshd
    done = house.run("--rollback=never")

    assert done.returncode == 11
    assert "the journal knows no run never" in done.stdout


def test_what_was_changed_since_stays(mended: Project) -> None:
    """Somebody else's work is not overwritten: told, and exit 13."""
    Path(mended.path / "host/window").write_text("ajar\n")

    done = mended.run(f"--rollback={_run(mended)}")

    assert done.returncode == 13
    assert "was changed since by somebody else" in done.stdout
    assert (mended.path / "host/window").read_text() == "ajar\n"
