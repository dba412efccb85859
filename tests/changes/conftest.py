"""Hands on this machine, each test with a home of its own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.homelab import Homelab
from remediations.hands import Hands
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
