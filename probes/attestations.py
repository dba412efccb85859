"""What persons vouch for: a TOML file with a table for each requirement, saying who did what, and when."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from probes.estate import Estate
from probes.unseen import Unseen

OF_WHOM = "the attestations"


@dataclass(frozen=True, slots=True)
class Attestation:
    """``by`` whom, ``what`` was done, ``on`` in seconds since the epoch; a day without a time counts from its beginning."""

    by: str
    what: str
    on: float


def attestation(estate: Estate, requirement: str) -> Attestation | None:
    """What is vouched for one requirement; None when nothing is. Raises Unseen when the file cannot be read, or its table is not complete."""
    asked = f"who vouches for {requirement}"
    if estate.attestations is None:
        raise Unseen(asked, OF_WHOM, "the estate names no file for them (attestations.file)")
    found = _table(estate.attestations.file, asked).get(requirement)
    if found is None:
        return None
    if not isinstance(found, dict) or not isinstance(found.get("on"), date):
        raise Unseen(asked, OF_WHOM, "its table does not say on which day")
    return Attestation(str(found.get("by", "")).strip(), str(found.get("what", "")).strip(), _moment(found["on"]))


def _table(file: Path, asked: str) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unseen(asked, OF_WHOM, f"{file} cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unseen(asked, OF_WHOM, f"{file} is not TOML") from error


def _moment(on: date) -> float:
    moment = on if isinstance(on, datetime) else datetime.combine(on, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
