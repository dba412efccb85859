"""waivers.toml: what is not met and accepted for a time. A row with a waiver is looked at as ever; only what was accepted is waived."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from probes.estate import Estate
from probes.fields import Section
from reports.findings import Observation, Standing, Waiver
from suite.names import unknown

SOON = 14
"""Days before its end from which a waiver is about to expire."""
EXAMPLES = {"reason": '"waits for the new disk"', "owner": '"Milton"', "until": "2027-01-31"}


class WaiversError(Exception):
    """The file cannot be used; the text says which file, which key, what was wrong and what to do, a line for each mistake."""


def _day(value: Any) -> date:
    if type(value) is not date:
        msg = "is no day"
        raise ValueError(msg)
    return value


Words = Annotated[str, Field(strict=True, pattern=r"\S")]


class Row(Section):
    """One table of the file: accepted by ``owner`` to the end of the day ``until`` (UTC), for what ``fingerprint`` stands for."""

    reason: Words
    owner: Words
    until: Annotated[date, BeforeValidator(_day)]
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    seen: str = ""


Rows = dict[str, Row]
NOTHING = "0" * 16
"""The fingerprint of a waiver that is being made: its row was not looked at yet."""


def load(file: Path, known: dict[str, Any]) -> Rows:
    """The rows by id; none when there is no file. ``known`` are the requirements. Raises WaiversError."""
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except OSError as error:
        raise WaiversError(f"{file}: cannot be read ({error.strerror}); make it readable, or take it away") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WaiversError(f"{file}: not TOML: {error}") from error
    rows: Rows = {}
    faults: list[str] = []
    for id_, table in document.items():
        try:
            rows[id_] = Row.model_validate(_table(id_, table, known))
        except ValidationError as error:
            faults += (f"{id_}: {_words(id_, one)}" for one in error.errors())
        except ValueError as error:
            faults.append(str(error))
    if faults:
        raise WaiversError("\n".join(f"{file}: {fault}" for fault in faults))
    return rows


def place(estate: Estate, estate_file: Path) -> Path:
    """Where the waivers of an estate are: as it says, else beside it."""
    return estate.waivers.file if estate.waivers else estate_file.absolute().parent / "waivers.toml"


def _table(id_: str, table: Any, known: dict[str, Any]) -> Any:
    if id_ in known and isinstance(table, dict):
        return table
    if id_ not in known and isinstance(table, dict) and any(f"{id_}.{key}" in known for key in table):
        msg = f'{id_}: an id has a dot, so its table is written in quotes, for example ["{id_}.{next(iter(table))}"]'
        raise ValueError(msg)
    raise ValueError(f"{id_}: is no table" if id_ in known else f"{id_}: {unknown('requirement', id_, known)}")


def _words(id_: str, error: Any) -> str:
    key, kind = ".".join(map(str, error["loc"])), error["type"]
    if kind == "extra_forbidden":
        return f"{key}: no such key; there are {', '.join(Row.model_fields)}"
    what = (
        "missing" if kind == "missing" else "empty or no text" if key in {"reason", "owner"} else error["msg"].removeprefix("Value error, ")
    )
    if key == "fingerprint":
        return f"{key}: {'missing' if kind == 'missing' else 'not 16 hexadecimal digits'}; `pytest --waive {id_} --reason=WHY --until=DAY` writes it"
    return f"{key}: {what}" + (f", for example {key} = {EXAMPLES[key]}" if key in EXAMPLES else "")


def today() -> date:
    return datetime.now(UTC).date()


def covers(row: Row | None, last: Observation | None) -> bool:
    """Whether what was seen last is what was accepted, and still is."""
    return row is not None and last is not None and _standing(row, last) == "covers"


def judged(id_: str, row: Row, last: Observation | None) -> Waiver:
    """How a waiver stands to what was seen last; None when nobody looked."""
    standing, left = _standing(row, last), (row.until - today()).days
    return Waiver(
        id=id_,
        reason=row.reason,
        owner=row.owner,
        until=row.until.isoformat(),
        days_left=left,
        about_to_expire=0 <= left <= SOON,
        seen=row.seen,
        fingerprint=row.fingerprint,
        standing=standing,
        says=_says(id_, row, standing, left, last),
    )


def _standing(row: Row, last: Observation | None) -> Standing:
    if last and last.outcome in {"met", "fixed", "attested", "does not apply"}:
        return "needless"
    if row.until < today():
        return "expired"
    if last is None or last.outcome != "not met":
        return "not looked at"
    return "covers" if row.fingerprint == last.fingerprint else "unmatched"


def _says(id_: str, row: Row, standing: Standing, left: int, last: Observation | None) -> str:
    match standing:
        case "covers":
            soon = "" if left > SOON else ", which is today" if left == 0 else f", which is in {left} day{'s' if left > 1 else ''}"
            return f"{row.owner} waived {id_} until {row.until}{soon}: {row.reason}"
        case "expired":
            return f"the waiver of {id_} by {row.owner} ended on {row.until}"
        case "unmatched":
            return (
                f"the waiver of {id_} by {row.owner} does not cover what is seen now{f', it was given for: {row.seen}' if row.seen else ''}"
            )
        case "needless":
            return f"the waiver of {id_} by {row.owner} is needless: the row is {last.outcome if last else 'met'}"
    return f"the row that {row.owner} waived, {id_}, was not looked at{f': it is {last.outcome}' if last else ''}"
