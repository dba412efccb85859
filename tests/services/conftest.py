"""Each test of a stand-in has a lab of its own in a temporary directory; nothing is started but the stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.homelab import Homelab


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Homelab:
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    return Homelab("t", net="127.0.0")
