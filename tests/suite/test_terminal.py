"""What a run prints, and what it leaves when it is stopped."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

import pytest

from tests.changes.local import local_hands
from tests.suite.conftest import ROOT, Project


@pytest.fixture
def broken(project: Project) -> Project:
    project.write("host/door", "open\n")
    project.write("host/roof", "crash\n")
    return project


def test_report_path_is_last(broken: Project) -> None:
    """Table, verdict, the next command, and last where the report lies."""
    lines = broken.run().stdout.strip().splitlines()

    assert lines[-1] == f"reports/out/{broken.results()['run']}/audit.html"
    assert lines[-2] == "1 can be fixed; next: pytest --remediate"
    assert lines[-3] == "2 of 5 met, 1 not observed, 1 unseen, 1 not met"
    assert lines[-7].split(maxsplit=3) == ["house.door", "not", "met", "the door is open"]


def test_quiet_is_one_line(broken: Project) -> None:
    """-q prints the verdict and the report, and nothing else, also around a repair."""
    for options in ("-q",), ("-q", "--remediate", "--yes"):
        lines = broken.run(*options).stdout.splitlines()

        assert len(lines) == 1
        assert re.fullmatch(r"\d of 5 met, .*: reports/out/\S+/audit.html", lines[0])


def test_quiet_about_nothing(broken: Project) -> None:
    """A selection that fits no requirement is one line as well."""
    done = broken.run("-q", "-k", "cellar")

    assert (done.returncode, done.stdout) == (5, "nothing was looked at: no requirement fits what was selected\n")


def test_no_internals_in_failures(broken: Project) -> None:
    """Neither a violation nor a crash shows frames of pytest or pytest-bdd, however loud."""
    for options in ("-v",), ("-vv", "--showlocals"):
        said = broken.run(*options).stdout

        assert "site-packages" not in said
        assert "call_fixture_func" not in said


def test_loud_shows_steps(broken: Project) -> None:
    """-vv shows each step of what is red, the facts it held, and our frames of a look that failed."""
    said = broken.run("-vv").stdout

    assert 'did not hold  Then it is "closed"' in said
    assert "thing: Thing(name='door', state='open'" in said
    assert "sample_steps.py" in said


def test_no_colour(broken: Project) -> None:
    """NO_COLOR is honoured even when colour would be forced."""
    assert "\x1b" not in broken.run(NO_COLOR="1", FORCE_COLOR="1").stdout
    assert "\x1b" in broken.run(FORCE_COLOR="1").stdout


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_narrow_terminal(broken: Project, columns: str) -> None:
    """Nothing runs over the edge, what was seen stands below its row where it does not fit beside it, and no path is cut."""
    for question in (), ("--list-requirements",), ("--explain", "house.stove"):
        lines = [line for line in broken.run(*question, COLUMNS=columns).stdout.splitlines() if not line.startswith("= ")]  # pytest's own

        assert [line for line in lines if len(line) > int(columns) and " " in line.strip() and "pytest --remediate" not in line] == []


def test_progress(broken: Project) -> None:
    """Each pass tells its share from nothing to 100 %, a letter for each row, or with -v a line with its id."""
    said = broken.run("--remediate", "--yes", COLUMNS="60").stdout.splitlines()
    assert [line.split() for line in said if line.endswith("[100%]")] == [
        ["N.?.-", "[100%]"],
        [".", "[100%]"],
        [".", "[100%]"],
        ["..?.-", "[100%]"],
    ]

    loud = broken.run("-v", COLUMNS="60").stdout.splitlines()
    assert "[ 40%]  met             house.window" in loud
    assert max(int(line[1:4]) for line in loud if re.match(r"\[ *\d+%\]", line)) == 100


def test_what_many_rows_say_is_said_once(project: Project) -> None:
    """One cause that hides many rows is told by the first of them; the others name it."""
    for thing in ("door", "window", "roof"):
        (project.path / "host" / thing).unlink()
    project.edit("sample_steps.py", "raise Unseen(name, ", 'raise Unseen("anything", ')

    said = project.run(COLUMNS="120").stdout

    assert said.count("could not see anything of the house: nobody answers") == 1
    assert [line.split("  ")[-1] for line in said.splitlines() if " unseen  " in line][1:] == ["as house.door", "as house.door"]


def test_explain_and_list_touch_no_host(project: Project) -> None:
    """Questions about the requirements need no estate and leave no report."""
    (project.path / "estate.toml").unlink()

    listed, explained = project.run("--list-requirements"), project.run("--explain", "house.stove")

    assert (listed.returncode, explained.returncode) == (0, 0)
    assert listed.stdout.splitlines()[0].split() == ["house.door", "must", "safe", "The", "door", "is", "closed"]
    assert "fix: restart_stove (disruptive), may touch host/stove" in explained.stdout
    assert "measures: The word equals the one in the sentence." in explained.stdout
    assert not (project.path / "reports").exists()


def test_instructions_by_hand(broken: Project) -> None:
    """A red manual row prints its steps with this estate's names filled in, on the terminal and in the report."""
    (broken.path / "remediations").mkdir()
    broken.write("remediations/manual.toml", '["house.roof"]\nsteps = ["climb on {agents.hostname} and mend {this}"]\n')
    broken.write("host/roof", "leaks\n")

    assert "climb on agents and mend {this}" in broken.run().stdout
    assert broken.row("house.roof")["by_hand"] == ["climb on agents and mend {this}"]


def test_locked_target(broken: Project) -> None:
    """While another run holds the target nothing is changed: exit 14, and who holds it."""
    other = local_hands(broken.path / "target")
    other.begin("other-run", "somebody", "elsewhere")

    done = broken.run("--remediate", "--yes")
    other.channel.close()

    assert done.returncode == 14
    assert "is locked by somebody from elsewhere" in broken.results()["note"]
    assert (broken.path / "host/door").read_text() == "open\n"


def test_interrupted(broken: Project) -> None:
    """Ctrl-C ends a run with 2; the report holds what was seen until then."""
    broken.edit(
        "sample_steps.py", "    if not file.exists():", "    if name == 'roof':\n        raise KeyboardInterrupt\n    if not file.exists():"
    )

    done = broken.run()

    assert done.returncode == 2
    assert broken.outcomes()["house.door"] == "not met"
    assert broken.row("house.stove")["seen"] == "the run ended before it was looked at"
    assert done.stdout.strip().splitlines()[-3] == "the run was interrupted"


def asked(project: Project, answer: bytes) -> tuple[int, str]:
    """Run a remediation on a terminal of its own, and answer when it asks."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": f"{project.path}:{ROOT}", "COLUMNS": "200"}
    env.pop("ADR023_ESTATE", None)
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", "--remediate"], cwd=project.path, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ) as run:
        os.close(theirs)
        said, deadline = b"", time.monotonic() + 60
        while time.monotonic() < deadline:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    said += os.read(ours, 65536)
                except OSError:  # the other end closed
                    break
            if b"[y/N]" in said and answer:
                os.write(ours, answer)
                answer = b""
        run.send_signal(signal.SIGTERM) if run.poll() is None and time.monotonic() > deadline else None
        os.close(ours)
    return run.returncode, said.decode()


def test_asks_once_on_a_terminal(broken: Project) -> None:
    """On a terminal the plan is shown and one question asked; no is a no, and yes goes on."""
    _, said = asked(broken, b"n\n")
    assert said.count("[y/N]") == 1
    assert "+closed" in said
    assert (broken.path / "host/door").read_text() == "open\n"

    asked(broken, b"y\n")
    assert (broken.path / "host/door").read_text() == "closed\n"
