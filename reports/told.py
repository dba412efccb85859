"""told.json: what the night watch has told of each estate, so that only a change is told, and a change that nobody heard of is told the next time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from reports import output

SCHEMA = "adr-023/told/1"
NAME = "told.json"


class BadTold(Exception):  # noqa: N818  (it says what happened, as every exception here)
    """The file cannot be used; the text says which, and what was wrong."""


@dataclass(frozen=True, slots=True)
class Told:
    """``bad`` are the outcomes by id that were told and are no reason to tell again, ``flapping`` the ids that were told to go to and fro.

    ``missed`` are the sentences, by id, of what turned bad while nobody could be told. ``digest`` is the day of the last weekly digest, empty before the first.
    """

    bad: dict[str, str] = field(default_factory=dict)
    flapping: tuple[str, ...] = ()
    missed: dict[str, str] = field(default_factory=dict)
    digest: str = ""


def load(folder: Path, estate: str) -> Told:
    """What was told of one estate; nothing when there is no file yet. Raises BadTold, OSError."""
    row = _rows(folder / NAME).get(estate)
    if row is None:
        return Told()
    try:
        return Told(dict(row["bad"]), tuple(row["flapping"]), dict(row["missed"]), _day(row["digest"]))
    except (KeyError, TypeError, ValueError) as error:
        msg = f"{folder / NAME}: its row of {estate} is none of ours ({type(error).__name__}: {error})"
        raise BadTold(msg) from error


def save(folder: Path, estate: str, told: Told) -> None:
    """Note what was told of one estate; the rows of others stay. Raises BadTold, OSError."""
    rows = {**_rows(folder / NAME), estate: asdict(told)}
    output.put(folder / NAME, json.dumps({"schema": SCHEMA, "estates": rows}, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def set_aside(folder: Path) -> Path:
    """Put a file that cannot be used out of the way, whole. Returns its new place. Raises OSError."""
    return (folder / NAME).replace(folder / f"{NAME}.broken")


def _day(told: str) -> str:
    """A day or nothing. Raises ValueError, TypeError."""
    return date.fromisoformat(told).isoformat() if told else ""


def _rows(file: Path) -> dict[str, dict[str, Any]]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if document["schema"] != SCHEMA:
            raise BadTold(f"{file}: is of version {document['schema']!r}, not {SCHEMA!r}")
        return dict(document["estates"])
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{file}: is torn or none of ours ({type(error).__name__})"
        raise BadTold(msg) from error
