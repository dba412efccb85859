"""A lab for tests: up once, down at the end. Where none can live the tests say so; in CI that is a failure.

$ADR023_TEST_LAB ("name subnet") names a lab that is up already, and stays.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from lab import doctor
from probes import estate as estates
from probes.estate import Estate
from probes.link import Link
from tests.groups import waits
from tests.scene import Scene

WOUNDS = {"test_plain_wounds", "test_near_misses"}


class Pieces(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist is not typed
    """What is in one file belongs together; each group of wounds begins with a reset, and goes to whichever lab is free."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if Path(file).stem in WOUNDS else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Pieces:
    return Pieces(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First the wounds for which a look has to wait, then whole files, and last the other wounds, which fill what those leave."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.path.stem not in WOUNDS:
        return 1
    given: Any = getattr(item, "callspec", None)
    return 0 if given and any(waits(wound) for wound in given.params["group"]) else 2


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
