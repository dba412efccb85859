"""The list of what ADR-023 asks, as data: features/requirements.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row. ``level`` is must, should or intent; ``kind`` of putting it right is safe, disruptive, manual or patch; ``sections`` are the ADR's."""

    id: str
    level: str
    kind: str
    vantage: str
    active: bool
    chapter: str
    sections: tuple[str, ...]


def load(file: Path) -> dict[str, Requirement]:
    """All rows by id, in the order of the file. Raises OSError, TOMLDecodeError or KeyError when the project itself is broken."""
    table = tomllib.loads(file.read_text())
    return {id_: _requirement(id_, row, table["chapters"]) for id_, row in table["requirements"].items()}


def _requirement(id_: str, row: dict[str, str | bool], chapters: dict[str, dict[str, list[str]]]) -> Requirement:
    chapter = str(row.get("chapter", id_.partition(".")[0]))
    return Requirement(
        id=id_,
        level=str(row["level"]),
        kind=str(row["fix"]),
        vantage=str(row["vantage"]),
        active=bool(row.get("active", False)),
        chapter=chapter,
        sections=tuple(chapters[chapter]["sections"]),
    )
