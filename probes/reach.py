"""Looks whether a host can open a connection to another; nothing is sent over it."""

from __future__ import annotations

from probes.masks import plain_script
from probes.question import Question


def reaches(host: str, port: int) -> Question[bool]:
    """Whether a TCP connection to ``host`` comes about within four seconds. Asked only when a daemon has none."""
    return Question(f"the way to {host}", plain_script("reach", host=host, port=str(port)), lambda told: told.strip() == "reached")
