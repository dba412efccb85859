"""A run of the whole suite, made without one: every requirement of the list, its real scenario, and facts and evidence as long as they get."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from probes.evidence import Asked
from reports import promises, requirements, results
from reports.findings import Finding, Observation, Outcome, Planned, Proof, Repair, Step
from reports.history import Entry, Past
from reports.promises import Promise
from reports.requirements import Requirement
from reports.results import Document
from tests.reports.conftest import RUN

ROOT = Path(__file__).parents[2]
ORDINARY: tuple[Outcome, ...] = ("met", "met", "met", "met", "not met", "met", "unseen", "met", "met", "fixed", "met", "not observed")
FACT = "Unit(name='claude-remote-control.service', after=(" + ", ".join(f"'unit-{number}.service'" for number in range(200)) + "))"
REPAIR = Repair(
    "mend", "safe", "done", (), "", (Planned("set the mode of /etc/token to 0600", "--- a\n+++ b\n@@ -1 +1 @@\n-0644\n+0600"),), ("set",)
)


def document(outcomes: tuple[Outcome, ...] = ORDINARY, fact: str = FACT[:1500], questions: int = 6) -> Document:
    """Outcomes are dealt out in turn; each row holds one fact in each of its steps, and was asked so many questions."""
    scenarios = {id_: promise for promise in promises.read(ROOT / "features") for id_ in promise.ids}
    rows = requirements.load(ROOT / "features" / "requirements.toml")
    dealt = zip(rows.values(), islice(cycle(outcomes), len(rows)), strict=True)
    return results.document(RUN, tuple(_finding(row, scenarios[row.id], outcome, fact, questions) for row, outcome in dealt), (REPAIR,))


def _finding(row: Requirement, promise: Promise, outcome: Outcome, fact: str, questions: int) -> Finding:
    broke = outcome in {"not met", "unseen", "fix failed"}
    *early, last = (f"{line.keyword} {line.text}" for line in promise.lines)
    steps = (*(Step(text, "held", {}) for text in early), Step(last, "did not hold" if broke else "held", {"fact": fact}))
    asked = tuple(Asked("Proxmox", f"GET /nodes/pve/lxc/140/config/{number}", "200", 0.01) for number in range(questions))
    seen = "" if outcome == "met" else "claude-remote-control.service sets a variable that it must not set, in a file that nobody looks at"
    observation = Observation(row.id, outcome, seen, {}, steps, asked, "", 0.01)
    repair = REPAIR if outcome in {"fixed", "fix failed"} else None
    return Finding(
        row, promise, observation, outcome, observation, repair, ("systemctl status x",), Proof("proven", ("a/b", "c/d"), "0123")
    )


def past(document: Document, count: int = 30) -> Past:
    """So many runs up to this one: all met, until five runs ago something broke."""
    now = {row["id"]: row["outcome"] for row in document["requirements"]}
    runs = [
        (f"2025120{number % 9 + 1}T000000Z-{number:04}", now if number > count - 5 else dict.fromkeys(now, "met"))
        for number in range(count - 1)
    ]
    return Past(tuple(_entry(document, run, outcomes) for run, outcomes in [*runs, (document["run"], now)]))


def _entry(document: Document, run: str, outcomes: dict[str, str]) -> Entry:
    counts = {outcome: list(outcomes.values()).count(outcome) for outcome in set(outcomes.values())}
    return Entry(run, "2025-12-01T00:00:00Z", "audit", document["estate"], False, 1, counts, outcomes, {}, "")
