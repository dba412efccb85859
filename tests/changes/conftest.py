"""Hands on this machine, each test with a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from remediations.hands import Hands
from tests.changes.local import local_hands


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    """Hands that hold the lock for run "r1"."""
    mine = local_hands(tmp_path / "home")
    mine.begin("r1", "tester", "here")
    yield mine
    mine.channel.close()
