"""Metrics for the textfile collector, made from results.json; written under a temporary name and renamed (``--out``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from reports.results import Document
from reports.trends import looked_at_all

Sample = tuple[dict[str, str], float]


def render(document: Document) -> str:
    """The text. A requirement has one series, labelled with its outcome now; times are Unix seconds, UTC."""
    return "".join(line for name, told, samples in _metrics(document) for line in _metric(name, told, document["estate"], samples))


def _metrics(document: Document) -> Iterator[tuple[str, str, list[Sample]]]:
    rows = document["requirements"]
    by_id = [({"id": row["id"]}, row) for row in rows]
    about = {key: document[key] for key in ("run", "mode", "commit")}
    yield "requirement_status", "1 for the outcome of the last run.", [(_status(row), 1) for row in rows]
    yield "requirement_duration_seconds", "How long the look took.", [(labels, row["duration"]) for labels, row in by_id]
    yield (
        "requirement_proven",
        "1 when it was seen to turn red on purpose, 0 for UNPROVEN.",
        [(labels, row["proof"]["state"] == "proven") for labels, row in by_id],
    )
    yield "requirements", "How many have this outcome.", [({"outcome": outcome}, count) for outcome, count in document["counts"].items()]
    yield "waiver_expiry_timestamp_seconds", "When a waiver ends.", [(_waiver(one), _end(one["until"])) for one in document["waivers"]]
    yield "last_run_info", "Which run this is.", [(about, 1)]
    yield "last_run_timestamp_seconds", "When the last run ended.", [({}, datetime.fromisoformat(document["ended"]).timestamp())]
    whole = looked_at_all(narrowed=document["narrowed"], exit_code=document["exit_code"])
    yield "last_run_whole", "1 when it looked at all requirements, 0 when some were chosen or it was broken off.", [({}, whole)]
    yield "last_run_duration_seconds", "How long the last run took.", [({}, document["seconds"])]
    yield "last_run_exit_code", "Its exit code; 0 is good.", [({}, document["exit_code"])]


def _status(row: Document) -> dict[str, str]:
    return {"id": row["id"], "level": row["level"], "outcome": row["outcome"]}


def _waiver(one: Document) -> dict[str, str]:
    """With the fingerprint: one requirement may be waived for several offences."""
    return {"id": one["id"], "owner": one["owner"], "fingerprint": one["fingerprint"]}


def _end(day: str) -> float:
    """The first second after the day, which is when a waiver has expired."""
    return datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), UTC).timestamp()


def _metric(name: str, told: str, estate: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP adr023_{name} {told}\n# TYPE adr023_{name} gauge\n"
    for labels, value in samples:
        inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in {"estate": estate, **labels}.items())
        yield f"adr023_{name}{{{inside}}} {value + 0:.15g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
