"""A lab for tests: up once, down at the end. Where none can live the tests say so; in CI that is a failure.

$ADR023_TEST_LAB ("name subnet") names a lab that is up already, and stays.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab import doctor
from probes import estate as estates
from probes.estate import Estate
from probes.link import Link
from tests.scene import Scene


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "xdist_group(name): tests that one worker of pytest-xdist runs, in their order")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is in one file belongs together; wounds go to whichever lab is free, since each begins with a reset, and fill what the files leave."""
    for item in items:
        if not _begins_anew(item):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=_begins_anew)


def _begins_anew(item: pytest.Item) -> bool:
    return "baseline" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def machine() -> None:
    """A machine on which a lab can live."""
    if missing := doctor.missing():
        said = f"not run: no lab can live here ({'; '.join(missing)})"
        pytest.fail(said, pytrace=False) if os.environ.get("CI") == "true" else pytest.skip(said)


@pytest.fixture(scope="session")
def scene(machine: None) -> Iterator[Scene]:
    """The lab that tests may break."""
    del machine
    if told := os.environ.get("ADR023_TEST_LAB"):
        name, subnet = told.split()
        yield Scene(name, subnet)
        return
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")  # a lab for each worker of pytest-xdist
    with Scene(f"tests-{number}", f"198.18.{210 + int(number)}.0/24").standing() as standing:
        yield standing


@pytest.fixture(scope="module")
def whole(scene: Scene) -> None:
    """The lab as on its first day, whatever other modules did to it."""
    scene.lab("reset")


@pytest.fixture(scope="session")
def baseline(scene: Scene) -> dict[str, str]:
    """The outcomes of a lab that nobody broke, whatever other modules did to it."""
    scene.lab("reset")
    return scene.look("--active").outcomes


@pytest.fixture(scope="session")
def estate(scene: Scene) -> Estate:
    """The lab's estate, as the suite reads it."""
    return estates.load(Path(scene.facts()["estate"]))


@pytest.fixture
def link(estate: Estate) -> Iterator[Link]:
    """A login to agents."""
    agents = Link("agents", estate.hosts.agents)
    yield agents
    agents.close()
