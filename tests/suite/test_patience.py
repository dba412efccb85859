"""At night what settles on its own is asked again before it counts; nothing else is, and by day nobody waits."""

from __future__ import annotations

import pytest

from tests.suite.conftest import Project


@pytest.fixture
def settling(project: Project) -> Project:
    """The stove may take a while to be lit; the door may not."""
    project.edit("features/house.feature", "@house.stove @must @fix.restart_stove", "@house.stove @must @fix.restart_stove @eventually")
    return project


def _looks(project: Project, name: str) -> int:
    return (project.path / "looks").read_text().split().count(name)


def test_what_settles_is_met(settling: Project) -> None:
    """A row that is true at the second look is met, and no first failure is left in any count."""
    settling.write("host/stove", "settling")

    done = settling.run("--nightly")

    assert (done.returncode, settling.outcomes()["house.stove"], _looks(settling, "stove")) == (0, "met", 2)
    assert 'failures="0"' in (settling.report / "junit.xml").read_text()


def test_what_does_not_settle_is_not_met(settling: Project) -> None:
    """Three looks, and then it counts."""
    settling.write("host/stove", "cold")

    done = settling.run("--nightly")

    assert (done.returncode, settling.outcomes()["house.stove"], _looks(settling, "stove")) == (1, "not met", 3)


def test_configuration_is_asked_once(settling: Project) -> None:
    """A row without the tag counts at the first look, or a race would hide behind the second."""
    settling.write("host/door", "settling")

    settling.run("--nightly")

    assert (settling.outcomes()["house.door"], _looks(settling, "door")) == ("not met", 1)


def test_by_day_nobody_waits(settling: Project) -> None:
    """Without --nightly the first look counts."""
    settling.write("host/stove", "settling")

    settling.run()

    assert (settling.outcomes()["house.stove"], _looks(settling, "stove")) == ("not met", 1)
