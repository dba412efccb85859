"""Which outcome and exit code follow from what the steps saw."""

from __future__ import annotations

import pytest

from tests.suite.conftest import Project


def test_all_met(project: Project) -> None:
    """A house in order ends with 0; what was not observed is not met, and no reason to fail."""
    done = project.run()

    assert done.returncode == 0
    assert project.outcomes() == {
        "house.bell": "not observed",
        **dict.fromkeys(("house.door", "house.window", "house.roof", "house.stove"), "met"),
    }


@pytest.mark.parametrize(
    ("door", "outcome", "code"),
    [("open", "not met", 1), ("crash", "unseen", 11), ("sold", "does not apply", 0), ("", "not met", 1)],
)
def test_one_scenario(project: Project, door: str, outcome: str, code: int) -> None:
    """Only a Violation is not met; a step that crashes is unseen; the estate may say that a row does not apply."""
    project.write("host/door", door)

    done = project.run()

    assert project.outcomes()["house.door"] == outcome
    assert done.returncode == code


def test_nobody_answers(project: Project) -> None:
    """What a probe could not see is unseen, in the probe's own sentence."""
    (project.path / "host/door").unlink()

    project.run()

    assert project.row("house.door")["seen"] == "could not see door of the house: nobody answers"


def test_active_only_when_allowed(project: Project) -> None:
    """An active observation is not even tried without --active."""
    project.write("host/bell", "broken")

    project.run()
    assert project.outcomes()["house.bell"] == "not observed"

    project.run("--active")
    assert project.outcomes()["house.bell"] == "not met"
