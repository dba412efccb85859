from collections.abc import Iterator
from pathlib import Path

import pytest

from remediations.hands import Hands
from suite import patience
from tests.changes.local import local_hands

patience.PAUSE = 0.1

pytest_plugins = ["suite.plugin", "sample_steps", "sample_fixes"]


@pytest.fixture(scope="session")
def hands() -> Iterator[Hands]:
    """The target program on this machine, in place of one on agents."""
    mine = local_hands(Path.cwd() / "target")
    yield mine
    mine.channel.close()
