"""A lab of its own for each test of an API probe, in a temporary directory: the stand-ins' state, and an estate that names what is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lab.homelab import Homelab
from probes.estate import Estate

LOGIN = {"address": "127.0.0.1", "known_hosts": "/dev/null"}


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Homelab:
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    return Homelab("t", net="127.0.0")


@pytest.fixture
def estate_of() -> Callable[..., Estate]:
    """An estate with these sections."""

    def make(**sections: Any) -> Estate:
        held = {"name": "t", "hosts": {"agents": LOGIN}, "agents": {"address": "127.0.0.1"}, **sections}
        return Estate.model_validate(held)

    return make
