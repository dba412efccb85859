"""Each test of a stand-in has a lab of its own in a temporary directory; nothing is started but the stand-in."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from lab.homelab import Homelab


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Homelab:
    """The gateway is an address of the loopback net that no other test is likely to use."""
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    return Homelab("t", net=f"127.{1 + secrets.randbelow(253)}.{secrets.randbelow(256)}")
