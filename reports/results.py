"""results.json: the source of every other report. Its shape is published in schema/results-1.json."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from reports import fingerprint, redact
from reports.findings import WORST_FIRST, Finding, Repair, Run, Step, Waiver, worst_first

SCHEMA = "adr-023/results/1"
Document = dict[str, Any]


def document(run: Run, findings: tuple[Finding, ...], repairs: tuple[Repair, ...], waivers: tuple[Waiver, ...] = ()) -> Document:
    """A run as plain JSON, worst first, with nothing in it that may not be shown. ``waivers`` are all there are, also those of rows that were not looked at."""
    head = asdict(run)
    raw = {
        "schema": SCHEMA,
        "run": head.pop("id"),
        "exit_code": head.pop("exit_code"),
        "verdict": verdict(findings),
        "counts": counts(findings),
        "round_trips": head.pop("took"),
        **head,
        "requirements": [requirement(finding) for finding in worst_first(findings)],
        "repairs": [asdict(repair) for repair in repairs],
        "waivers": [asdict(waiver) for waiver in waivers],
    }
    shown: Document = redact.everything(raw)
    shown["commands"] = commands(findings)
    return shown


def dumps(document: Document) -> str:
    """The text of results.json."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """How many of each outcome, met first; outcomes that did not occur are left out."""
    counted = Counter(finding.outcome for finding in findings)
    return {outcome: counted[outcome] for outcome in reversed(WORST_FIRST) if counted[outcome]}


def verdict(findings: tuple[Finding, ...]) -> str:
    """The counts in words: "40 of 43 met, 2 not met, 1 unseen"."""
    counted = counts(findings)
    met = counted.pop("met", 0)
    return ", ".join([f"{met} of {len(findings)} met", *(f"{count} {outcome}" for outcome, count in counted.items())])


def commands(findings: tuple[Finding, ...]) -> dict[str, str]:
    """Each script that a host was given, once, by the name that evidence calls it by: the first digits of its SHA-256."""
    scripts = dict.fromkeys(asked.command for finding in findings for asked in finding.last.asked if asked.command)
    return {command(script): redact.code(script) for script in scripts}


def command(script: str) -> str:
    """The name of a script; empty for none."""
    return hashlib.sha256(script.encode()).hexdigest()[:12] if script else ""


def requirement(finding: Finding) -> Document:
    """One row. ``expected`` is the scenario's own sentence, ``seen`` the last look's, ``done`` the changes' own."""
    row, promise, last, repair = finding.requirement, finding.promise, finding.last, finding.repair
    return {
        "id": row.id,
        "outcome": finding.outcome,
        "true_outcome": last.outcome,
        "before": finding.before.outcome if finding.before else None,
        "seen": last.seen,
        "seen_before": finding.before.seen if finding.before else None,
        "fingerprint": last.fingerprint or fingerprint.of(redact.text(last.seen)),
        "expected": promise.name if promise else None,
        "level": row.level,
        "fix": promise.fixes[0] if promise and promise.fixes and not last.beyond_fixes else None,  # what no fix can help
        "kind": row.kind,
        "scope": finding.scope,
        "active": row.active,
        "vantage": row.vantage,
        "chapter": row.chapter,
        "sections": row.sections,
        "feature": promise.feature if promise else None,
        "why": promise.why if promise else None,
        "rule": promise.rule if promise else None,
        "file": promise.file if promise else None,
        "line": promise.number if promise else None,
        "steps": [asdict(step) for step in _steps(finding)],
        "done": repair.done if repair else (),
        "repair": repair.tag if repair else None,
        "by_hand": finding.by_hand,
        "evidence": [{**asdict(asked), "command": command(asked.command)} for asked in last.asked],
        "trace": last.trace,
        "proof": asdict(finding.proof),
        "waiver": asdict(finding.waiver) if finding.waiver else None,
        "attestation": asdict(finding.vouched) if finding.vouched else None,
        "duration": round(last.duration, 4),
    }


def _steps(finding: Finding) -> list[Step]:
    """The steps that ran, then those that were not reached."""
    ran = list(finding.last.steps)
    if finding.promise is None:
        return ran
    return ran + [Step(f"{line.keyword} {line.text}", "not reached") for line in finding.promise.lines[len(ran) :]]
