"""SARIF 2.1.0, made from results.json: a rule per requirement, a result for each that needs somebody, at its scenario's line."""

from __future__ import annotations

import json
from typing import Any

from reports.results import Document
from reports.trends import BROKEN_OFF

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LIST = "features/requirements.toml"
"""Where a requirement stands that no scenario observes yet."""
KIND = {"not met": "fail", "fix failed": "fail", "waived": "fail", "unseen": "open"}
"""Outcomes that make a result. What is met makes none: readers of SARIF take every result for an alert."""


def render(document: Document) -> str:
    """The log as JSON text. A waived row is a result with an accepted suppression; an UNPROVEN one says so in its rule's tags."""
    rows = document["requirements"]
    run = {
        "tool": {"driver": {"name": "adr-023", "version": document["commit"], "rules": [_rule(row) for row in rows]}},
        "automationDetails": {"id": f"adr-023/{document['estate']}/{document['run']}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(document)],
        "results": [_result(row, at) for at, row in enumerate(rows) if row["outcome"] in KIND],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False) + "\n"


def _invocation(document: Document) -> dict[str, Any]:
    unproven = [row["id"] for row in document["requirements"] if row["proof"]["state"] == "UNPROVEN"]
    said = [f"{len(unproven)} UNPROVEN, never seen to turn red: {', '.join(unproven)}"] if unproven else []
    return {
        "executionSuccessful": document["exit_code"] not in BROKEN_OFF,
        "exitCode": document["exit_code"],
        "startTimeUtc": document["started"],
        "endTimeUtc": document["ended"],
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": text}} for text in (document["verdict"], document["note"], *said) if text
        ],
    }


def _rule(row: Document) -> dict[str, Any]:
    unproven = ["UNPROVEN"] if row["proof"]["state"] == "UNPROVEN" else []
    return {
        "id": row["id"],
        "shortDescription": {"text": row["expected"] or row["id"]},
        "fullDescription": {"text": row["rule"] or row["expected"] or row["id"]},
        "help": {"text": "\n".join(row["by_hand"]) or f"pytest --explain {row['id']}"},
        "defaultConfiguration": {"level": _level(row)},
        "properties": {"tags": [row["level"], row["chapter"], *unproven], "outcome": row["outcome"], "sections": row["sections"]},
    }


def _result(row: Document, at: int) -> dict[str, Any]:
    kind = KIND[row["outcome"]]
    return {
        "ruleId": row["id"],
        "ruleIndex": at,
        "kind": kind,
        "level": _level(row) if kind == "fail" else "none",
        "message": {"text": f"{row['outcome']}: {row['seen']}"},
        "locations": [_location(row)],
        "partialFingerprints": {"adr023Seen/v1": row["fingerprint"]},
        **({"suppressions": [_suppression(row)]} if row["outcome"] == "waived" else {}),
    }


def _location(row: Document) -> dict[str, Any]:
    file, line = (row["file"], row["line"]) if row["file"] else (LIST, 1)
    return {"physicalLocation": {"artifactLocation": {"uri": file, "uriBaseId": "SRCROOT"}, "region": {"startLine": line}}}


def _suppression(row: Document) -> dict[str, Any]:
    waiver = row["waiver"]
    why = f"{waiver['reason']} ({waiver['owner']}, until {waiver['until']})" if waiver else ""
    return {"kind": "external", "status": "accepted", "justification": why}


def _level(row: Document) -> str:
    return "warning" if row["level"] == "should" else "error"
