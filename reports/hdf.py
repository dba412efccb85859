"""Heimdall Data Format (exec-json), made from results.json: one profile, one control per requirement."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import groupby
from typing import Any

from reports import scripts
from reports.results import Document

STATUS = {
    "met": "passed", "fixed": "passed", "attested": "passed", "not met": "failed", "fix failed": "failed", "waived": "failed",
    "unseen": "error", "not observed": "skipped", "does not apply": "skipped",
}  # fmt: skip
IMPACT = {"must": 0.7, "intent": 0.7, "should": 0.3}


def render(document: Document) -> str:
    """The JSON text. A waived control is failed with its waiver beside it: it was run, and that is its true result."""
    told = {
        "platform": {"name": document["estate"], "release": document["run"], "target_id": document["estate"]},
        "version": document["commit"],
        "statistics": {"duration": document["seconds"], "controls": _totals(document)},
        "profiles": [_profile(document)],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _totals(document: Document) -> dict[str, dict[str, int]]:
    totals = Counter(STATUS[row["outcome"]] for row in document["requirements"])
    return {status: {"total": totals[status]} for status in ("passed", "failed", "skipped", "error")}


def _profile(document: Document) -> dict[str, Any]:
    rows = sorted(document["requirements"], key=lambda row: row["chapter"])
    ids = sorted(row["id"] for row in rows)
    return {
        "name": "adr-023",
        "title": "ADR-023, remote access for AI coding agents",
        "summary": document["verdict"],
        "version": document["commit"],
        "sha256": hashlib.sha256("\n".join(ids).encode()).hexdigest(),
        "supports": [],
        "attributes": [{"name": name, "options": {"value": version}} for name, version in document["versions"].items()],
        "groups": [{"id": chapter, "title": chapter, "controls": [row["id"] for row in group]} for chapter, group in _chapters(rows)],
        "controls": [_control(row, document) for row in rows],
    }


def _chapters(rows: list[Document]) -> list[tuple[str, list[Document]]]:
    return [(chapter, list(group)) for chapter, group in groupby(rows, key=lambda row: str(row["chapter"]))]


def _control(row: Document, document: Document) -> dict[str, Any]:
    return {
        "id": row["id"],
        "title": row["expected"] or row["id"],
        "desc": row["seen"] if row["outcome"] == "does not apply" else row["why"],
        "descriptions": [{"label": label, "data": data} for label, data in _descriptions(row, document) if data],
        "impact": 0.0 if row["outcome"] == "does not apply" else IMPACT[row["level"]],
        "refs": [{"ref": f"ADR-023, {section}"} for section in row["sections"]],
        "tags": {"level": row["level"], "outcome": row["outcome"], "fix": row["fix"] or "manual", "proof": row["proof"]["state"]},
        "code": "\n".join(step["text"] for step in row["steps"]),
        "source_location": {"ref": row["file"], "line": row["line"]},
        "results": [_result(row, document["started"])],
        "waiver_data": _waiver(row),
        "attestation_data": _attestation(row),
    }


def _descriptions(row: Document, document: Document) -> tuple[tuple[str, str], ...]:
    wounds = row["proof"]["wounds"]
    return (
        ("check", row["rule"] or ""),
        ("fix", "\n".join(row["by_hand"]) or f"pytest --explain {row['id']}"),
        ("proof", f"turned red by {', '.join(wounds)}" if wounds else "UNPROVEN: never seen to turn red"),
        ("evidence", "\n".join(scripts.how(asked, document) for asked in row["evidence"])),
    )


def _result(row: Document, started: str) -> dict[str, Any]:
    status, said = STATUS[row["outcome"]], f"{row['outcome']}: {row['seen']}" if row["seen"] else row["outcome"]
    told = {"status": status, "code_desc": row["expected"] or row["id"], "start_time": started, "run_time": row["duration"]}
    if status == "skipped":
        return {**told, "skip_message": said}
    return {**told, "message": said, **({"backtrace": row["trace"].splitlines()} if status == "error" and row["trace"] else {})}


def _waiver(row: Document) -> dict[str, Any] | None:
    waiver = row["waiver"]
    if not waiver:
        return None
    return {
        "run": True,
        "skipped_due_to_waiver": False,
        "justification": f"{waiver['reason']} ({waiver['owner']})",
        "expiration_date": waiver["until"],
        "message": waiver["says"],
    }


def _attestation(row: Document) -> dict[str, Any] | None:
    vouched = row["attestation"]
    if not vouched or row["outcome"] != "attested":
        return None
    return {
        "control_id": row["id"],
        "explanation": vouched["what"] or row["seen"],
        "frequency": f"until {vouched['until']}",
        "status": "passed",
        "updated": vouched["on"],
        "updated_by": vouched["by"],
    }
