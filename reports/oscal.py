"""OSCAL assessment results, made from results.json: an observation and a finding per requirement, a risk per waiver."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from reports import scripts
from reports.results import Document

VERSION = "1.1.3"
OURS = "urn:adr-023"
STATE = {
    "met": ("satisfied", "pass"), "fixed": ("satisfied", "pass"), "attested": ("satisfied", "pass"), "does not apply": ("satisfied", "other"),
    "not met": ("not-satisfied", "fail"), "fix failed": ("not-satisfied", "fail"), "waived": ("not-satisfied", "fail"),
    "unseen": ("not-satisfied", "other"), "not observed": ("not-satisfied", "other"),
}  # fmt: skip
"""OSCAL knows two states: what nobody could see is not satisfied, and its reason is neither pass nor fail."""


def render(document: Document) -> str:
    """The JSON text. Identifiers follow from run and id, so that the same run gives the same document."""
    space = uuid5(NAMESPACE_URL, f"{OURS}/{document['estate']}/{document['run']}")
    plan = _uuid(space, "plan")
    told = {
        "uuid": str(space),
        "metadata": {
            "title": f"ADR-023 on {document['estate']}",
            "last-modified": document["ended"],
            "version": document["run"],
            "oscal-version": VERSION,
        },
        "import-ap": {"href": f"#{plan}"},
        "results": [_results(document, space)],
        "back-matter": {
            "resources": [{"uuid": plan, "title": "The suite", "description": f"The features of commit {document['commit']}."}]
        },
    }
    return json.dumps({"assessment-results": told}, indent=1, ensure_ascii=False) + "\n"


def _results(document: Document, space: UUID) -> dict[str, Any]:
    rows = document["requirements"]
    risks = [_risk(row, space) for row in rows if row["waiver"]]
    return {
        "uuid": _uuid(space, "result"),
        "title": document["verdict"],
        "description": f"{document['mode']} with exit code {document['exit_code']}. {document['note']}".strip(),
        "start": document["started"],
        "end": document["ended"],
        "reviewed-controls": {"control-selections": [{"include-controls": [{"control-id": row["id"]} for row in rows]}]},
        "observations": [_observation(row, document, space) for row in rows],
        **({"risks": risks} if risks else {}),
        "findings": [_finding(row, space) for row in rows],
    }


def _observation(row: Document, document: Document, space: UUID) -> dict[str, Any]:
    asked = [{"description": scripts.how(one, document)} for one in row["evidence"]]
    return {
        "uuid": _uuid(space, f"observation {row['id']}"),
        "title": row["expected"] or row["id"],
        "description": row["seen"] or row["outcome"],
        "methods": ["INTERVIEW" if row["outcome"] == "attested" else "TEST"],
        "collected": document["ended"],
        **({"relevant-evidence": asked} if asked else {}),
    }


def _finding(row: Document, space: UUID) -> dict[str, Any]:
    state, reason = STATE[row["outcome"]]
    said = f"{row['outcome']}: {row['seen']}" if row["seen"] else row["outcome"]
    return {
        "uuid": _uuid(space, f"finding {row['id']}"),
        "title": row["id"],
        "description": said,
        "props": [{"name": name, "value": value, "ns": OURS} for name, value in _props(row) if value],
        "target": {"type": "objective-id", "target-id": row["id"], "status": {"state": state, "reason": reason, "remarks": said}},
        "related-observations": [{"observation-uuid": _uuid(space, f"observation {row['id']}")}],
        **({"related-risks": [{"risk-uuid": _uuid(space, f"risk {row['id']}")}]} if row["waiver"] else {}),
    }


def _props(row: Document) -> tuple[tuple[str, str], ...]:
    return ("outcome", row["outcome"]), ("level", row["level"]), ("proof", row["proof"]["state"]), ("fingerprint", row["fingerprint"])


def _risk(row: Document, space: UUID) -> dict[str, Any]:
    waiver = row["waiver"]
    return {
        "uuid": _uuid(space, f"risk {row['id']}"),
        "title": f"{row['id']} is waived",
        "description": waiver["says"],
        "statement": f"{waiver['reason']} ({waiver['owner']})",
        "status": "deviation-approved" if row["outcome"] == "waived" else "open",
        "deadline": f"{waiver['until']}T23:59:59Z",
    }


def _uuid(space: UUID, name: str) -> str:
    return str(uuid5(space, name))
