"""Wires pytest to the suite; no logic of its own."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def _modules(room: str) -> list[str]:
    return sorted(f"{room}.{path.stem}" for path in (HERE / room).glob("*.py") if path.stem != "__init__")


pytest_plugins = ["suite.plugin", *_modules("steps"), *_modules("remediations")]
