"""From looks and repairs to one finding per requirement."""

from __future__ import annotations

from dataclasses import replace

from remediations import manual
from reports import proofs
from reports.findings import NOT_REACHED, Finding, Observation, Outcome, Repair, Waiver
from suite import vouching, waivers, work
from suite.audit import Audit
from suite.fixes import Declared

NOT_BUILT = "not built yet, no scenario observes it"


def findings(audit: Audit, known: Declared) -> tuple[Finding, ...]:
    """One finding per requirement of this run, in the order of the list; with a selection, only those that were selected."""
    lines = manual.load(audit.folder.parent / "remediations" / "manual.toml")
    records = proofs.load(audit.folder.parent / "reports" / "proofs.json")
    found = (_finding(audit, id_, lines.get(id_, ()), records) for id_ in _asked_for(audit))
    return tuple(replace(one, scope=_scope(one, known)) for one in found)


def _scope(one: Finding, known: Declared) -> str:
    """The system that its fix writes to."""
    fixes = one.promise.fixes if one.promise else ()
    return known[fixes[0]][0].scope if fixes and fixes[0] in known else "host"


def waived(audit: Audit) -> tuple[Waiver, ...]:
    """Every waiver of the file, and how it stands to what was seen last."""
    return tuple(waivers.judged(id_, row, audit.looks[-1].get(id_)) for id_, row in audit.waivers.items())


def repairs(audit: Audit) -> tuple[Repair, ...]:
    """What became of every fix of this run."""
    return tuple(work.repair(audit.work, fix) for fix in audit.work.fixes.values()) if audit.work else ()


def _asked_for(audit: Audit) -> list[str]:
    if audit.narrowed:
        return [id_ for id_ in audit.requirements if id_ in audit.selected]
    return list(audit.requirements)


def _finding(audit: Audit, id_: str, lines: tuple[str, ...], records: dict[str, proofs.Record]) -> Finding:
    promise = audit.promises.get(id_)
    first, last = audit.looks[0].get(id_), audit.looks[-1].get(id_)
    last = last or Observation(id_, "unseen", NOT_REACHED if promise else NOT_BUILT)
    repair = next((repair for repair in repairs(audit) if id_ in repair.ids), None)
    row = audit.waivers.get(id_)
    outcome = _outcome(first, last, repair)
    outcome = "waived" if outcome == "not met" and waivers.covers(row, last) else outcome
    return Finding(
        requirement=audit.requirements[id_],
        promise=promise,
        last=last,
        outcome=outcome,
        before=first if len(audit.looks) > 1 else None,
        repair=repair,
        by_hand=tuple(manual.filled(line, audit.estate) for line in lines) if outcome in {"not met", "fix failed"} else (),
        proof=proofs.of(id_, records),
        waiver=waivers.judged(id_, row, audit.looks[-1].get(id_)) if row else None,
        vouched=vouching.of(audit.estate, id_) if audit.requirements[id_].kind == "manual" else None,
    )


def _outcome(first: Observation | None, last: Observation, repair: Repair | None) -> Outcome:
    if last.outcome == "not met" and repair and (repair.state == "failed" or (repair.state == "done" and repair.kind != "patch")):
        return "fix failed"  # a patch that lies there waits for a person, and has not failed
    if last.outcome == "met" and first and first.outcome == "not met":
        return "fixed"
    return last.outcome
