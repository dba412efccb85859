"""Wires pytest to the suite; no logic of its own."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _modules(room: str) -> list[str]:
    return sorted(f"{room}.{path.stem}" for path in (HERE / room).glob("*.py") if path.stem != "__init__")


pytest_plugins = ["suite.plugin"]


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Steps and fixes are plugins too. Named in ``pytest_plugins``, pytest would look for each among all installed packages: 0.2 s."""
    for name in (*_modules("steps"), *_modules("remediations")):
        pluginmanager.register(importlib.import_module(name), name)
