"""Hands on this machine, each test with a home of its own."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.homelab import Homelab
from remediations.hands import Hands
from tests.changes.breaking import Breaker
from tests.changes.local import local_hands


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    """Hands that hold the lock for run "r1"."""
    mine = local_hands(tmp_path / "home")
    mine.begin("r1", "tester", "here")
    yield mine
    mine.channel.close()


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Homelab:
    """A lab of which nothing runs but what a test starts; its gateway is an address of the loopback net that hardly anybody else uses."""
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    return Homelab("t", net=f"127.{1 + secrets.randbelow(253)}.{secrets.randbelow(256)}")


@pytest.fixture
def fast() -> Iterator[Path]:
    """A directory in memory where there is one: the order of the calls is tried here, not the disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="adr023-", dir=memory if memory.is_dir() else None) as top:
        yield Path(top)


@pytest.fixture(scope="module")
def breaker() -> Iterator[Breaker]:
    """Who breaks."""
    mine = Breaker()
    yield mine
    mine.close()
