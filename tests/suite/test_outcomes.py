"""Which outcome and exit code follow from what the steps saw."""

from __future__ import annotations

import pytest

from tests.suite.conftest import Project


def test_all_met(project: Project) -> None:
    """A house in order ends with 0; what was not observed is not met, and no reason to fail."""
    assert project.run().returncode == 0


@pytest.mark.parametrize(
    ("door", "outcome", "code"),
    [("open", "not met", 1), ("crash", "unseen", 11), ("sold", "does not apply", 0)],
)
def test_one_scenario(project: Project, door: str, outcome: str, code: int) -> None:
    """Only a Violation is not met; a step that crashes is unseen; the estate may say that a row does not apply."""
    project.write("host/door", door)

    done = project.run()

    assert f"house.door    {outcome}" in done.stdout
    assert done.returncode == code


def test_active_only_when_allowed(project: Project) -> None:
    """An active observation is not even tried without --active."""
    project.write("host/bell", "broken")

    assert "house.bell    not observed" in project.run().stdout
    assert "house.bell  not met" in project.run("--active").stdout
