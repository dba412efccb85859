"""proofs.json: which wound turned which requirement red, was fixed, and was left alone by a second run."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reports.findings import Proof

SCHEMA = "adr-023/proofs/1"


@dataclass(frozen=True, slots=True)
class Record:
    """One wound's proof. ``red`` are the ids seen red, ``fixed`` those green after the fix; ``digest`` is that of the sources it was proven with."""

    wound: str
    kind: str
    ids: tuple[str, ...]
    red: tuple[str, ...]
    fixed: tuple[str, ...]
    idempotent: bool
    commit: str
    digest: str


def load(file: Path) -> dict[str, Record]:
    """All records by wound; none when there is no file yet. Raises ValueError when it is not ours."""
    if not file.exists():
        return {}
    document = json.loads(file.read_text())
    if document.get("schema") != SCHEMA:
        msg = f"{file}: holds {document.get('schema')!r}, not {SCHEMA!r}"
        raise ValueError(msg)
    return {wound: _record(wound, row) for wound, row in document["wounds"].items()}


def save(file: Path, records: dict[str, Record]) -> None:
    """Write all records, sorted by wound, so that a change shows as one in a diff."""
    rows = {wound: {key: value for key, value in asdict(records[wound]).items() if key != "wound"} for wound in sorted(records)}
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps({"schema": SCHEMA, "wounds": rows}, indent=1) + "\n")
    draft.replace(file)


def of(id_: str, records: dict[str, Record]) -> Proof:
    """The proof of one requirement: every wound that was seen to turn it red."""
    red = [record for record in records.values() if id_ in record.red]
    if not red:
        return Proof()
    return Proof("proven", tuple(sorted(record.wound for record in red)), max(record.commit for record in red))


def _record(wound: str, row: dict[str, Any]) -> Record:
    return Record(
        wound=wound,
        kind=row["kind"],
        ids=tuple(row["ids"]),
        red=tuple(row["red"]),
        fixed=tuple(row["fixed"]),
        idempotent=row["idempotent"],
        commit=row["commit"],
        digest=row["digest"],
    )
