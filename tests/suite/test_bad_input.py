"""Each wrong input is one clear error before anything runs: exit 4, no traceback, no report."""

from __future__ import annotations

import pytest

from tests.suite.conftest import Project


def refused(project: Project, *arguments: str, **environment: str) -> str:
    done = project.run(*arguments, **environment)
    said = done.stdout + done.stderr
    assert done.returncode == 4
    assert "Traceback" not in said
    assert not (project.path / "reports/out/latest").exists()
    return said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("The bell rings", "The door is closed", "2 scenarios are called 'The door is closed'"),
        ('      Given the "bell" of the house\n      Then it is "ringing"\n', "", "'The bell rings' has no steps"),
        ('      Then it is "ringing"\n', "", "'The bell rings' has no Then"),
        ("Scenario: The bell rings", "Scenario Outline: The bell rings", "'The bell rings' has no example"),
        ("@fix.restart_stove", "@fix.restart_stov", "no fix is called 'restart_stov'; did you mean restart_stove?"),
        ("@house.bell", "@house.bel", "no requirement is called 'house.bel'; did you mean house.bell"),
        ("@house.bell", "@house.door", "2 scenarios are tagged @house.door"),
        ("@house.bell @must", "@house.bell", "needs exactly one of @must, @should, @intent"),
        ("@house.bell @must", "@house.bell @should", "house.bell is a must"),
        ("@manual @active", "@manual", "house.bell is active"),
        ("@manual @active", "@active", "needs exactly one of @fix.<name> and @manual"),
        ("@manual @active", "@manual @activ", "no tag is called 'activ'; did you mean active?"),
        ('Then it is "ringing"', "Then it rings", "no step definition for Then it rings"),
        ("Feature: The house is in order", "Featur: The house is in order", "features/house.feature: (2:1): expected:"),
    ],
)
def test_bad_feature(project: Project, old: str, new: str, said: str) -> None:
    """A feature that pytest-bdd would run half, or not at all, is refused with its file and line."""
    project.edit("features/house.feature", old, new)

    assert said in refused(project)


def test_ambiguous_step(project: Project) -> None:
    """Two step definitions for one line are refused; pytest-bdd would take either."""
    project.write("sample_steps.py", (project.path / "sample_steps.py").read_text() + "\n\n@then('it is \"lit\"')\ndef _(): ...\n")

    assert 'features/house.feature:27: 2 step definitions for Then it is "lit"' in refused(project)


def test_unknown_names(project: Project) -> None:
    """A requirement or fix that does not exist is named, with what comes near."""
    assert "no requirement is called 'house.dor'; did you mean house.door" in refused(project, "--requirement", "house.dor")
    assert "no requirement is called 'house.dor'; did you mean house.door" in refused(project, "--explain", "house.dor")
    assert "no fix is called 'clse'; did you mean close?" in refused(project, "--remediate", "--yes", "--only-fix", "clse")


def test_senseless_options(project: Project) -> None:
    """Options that exclude or need one another say so."""
    assert "--plan and --remediate exclude each other" in refused(project, "--plan", "--remediate")
    assert "--only-fix needs --plan or --remediate" in refused(project, "--only-fix", "close")


def test_parallel_remediation(project: Project) -> None:
    """-n with --remediate is refused: the passes follow one another in one process."""
    project.write("xdist_stand_in.py", "def pytest_addoption(parser):\n    parser.addoption('--numprocesses', type=int)\n")

    assert "-n cannot be combined with --remediate" in refused(project, "-p", "xdist_stand_in", "--numprocesses=2", "--remediate")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "sample"', 'nam = "sample"', "nam: no such key"),
        ('name = "sample"', "", "name: missing"),
        ('address = "192.0.2.1"\nknown', 'address = "192.0.2.1\nknown', "estate.toml: not TOML"),
        ("[agents]", '[agents]\ncores = "many"', "agents.cores: "),
    ],
)
def test_bad_estate(project: Project, old: str, new: str, said: str) -> None:
    """An estate with a mistake is refused with file, key and what was wrong."""
    project.edit("estate.toml", old, new)

    assert said in refused(project)


def test_no_estate(project: Project) -> None:
    """Without an estate the error says the two ways to go on."""
    (project.path / "estate.toml").unlink()

    said = refused(project, ADR023_LAB_DIR=str(project.path))

    assert "--estate=FILE" in said
    assert "make lab" in said


def test_remediate_with_nobody_to_ask(project: Project) -> None:
    """Without a terminal --remediate needs --yes: it changes a host."""
    assert "add --yes, or look first with --plan" in refused(project, "--remediate")


def test_no_place_for_reports(project: Project) -> None:
    """A report directory that cannot be made is told before anything is asked of a host."""
    project.write("taken", "")

    assert "taken: reports cannot be written there" in refused(project, "--report-dir=taken")
