"""Answers of a real container (Debian 13, systemd 257), as files named by what they show."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent / "recordings"


def recorded(name: str) -> str:
    return (HERE / f"{name}.txt").read_text()
