"""What a person has to do where a machine must not: exact lines, with this estate's names filled in."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from probes.estate import Estate

_PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


def load(file: Path) -> dict[str, tuple[str, ...]]:
    """The lines of every manual row, by id, still with their {places}; none when the file is not there."""
    if not file.exists():
        return {}
    return {id_: tuple(row["steps"]) for id_, row in tomllib.loads(file.read_text()).items()}


def filled(line: str, estate: Estate) -> str:
    """The line with each {section.key} of the estate filled in; braces that are none stay, and so do those of a section left out."""
    return _PLACE.sub(lambda place: _value(estate, place[1]) or place[0], line)


def places(line: str) -> list[str]:
    return _PLACE.findall(line)


def _value(estate: Any, way: str) -> str:
    for key in way.split("."):
        estate = getattr(estate, key, None)
    return "" if estate is None else str(estate)
