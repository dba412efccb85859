"""Which outcome and exit code follow from what the steps saw."""

from __future__ import annotations

import pytest

from steps.outcomes import Violation
from suite.broken import together
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


@pytest.mark.parametrize(
    ("door", "seen"),
    [
        ("open\nkeep out", "the door is open keep out; the door says keep out"),
        ("open", "the door is open; not looked at further: could not see a note of door: it has none"),
        ("closed\nkeep out", "the door says keep out"),
    ],
)
def test_every_violation_of_a_row_is_told(project: Project, door: str, seen: str) -> None:
    """The first hides no other, and a look that fails behind it does not make the row unseen."""
    feature = (project.path / "features/house.feature").read_text()
    project.write("features/house.feature", feature.replace('it is "closed"', 'it is "closed"\n      And it says "welcome"', 1))
    project.write("host/door", door)

    project.run()

    row = project.row("house.door")
    assert (row["outcome"], row["seen"]) == ("not met", seen)


def test_a_fix_hears_of_every_violation() -> None:
    """Lists of one name are joined; of anything else the first counts."""
    broken = [Violation("one", unit="a", places=["x"]), Violation("two", unit="b", places=["x", "y"], user="c")]

    assert together(broken).offence == {"unit": "a", "places": ["x", "y"], "user": "c"}


def test_active_only_when_allowed(project: Project) -> None:
    """An active observation is not even tried without --active."""
    project.write("host/bell", "broken")

    project.run()
    assert project.outcomes()["house.bell"] == "not observed"

    project.run("--active")
    assert project.outcomes()["house.bell"] == "not met"
