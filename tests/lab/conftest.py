"""A lab for tests: up once, down at the end. Where none can live the tests say so; in CI that is a failure."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from lab import doctor
from tests.scene import Scene


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
    with Scene("tests", "198.18.200.0/24").standing() as standing:
        yield standing


@pytest.fixture(scope="session")
def baseline(scene: Scene) -> dict[str, str]:
    """The outcomes of a lab that nobody broke."""
    return scene.look("--active").outcomes
