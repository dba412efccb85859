"""From looks and repairs to one finding per requirement."""

from __future__ import annotations

from reports.findings import Finding, Observation, Outcome, Repair
from reports.requirements import Requirement
from suite.audit import Audit


def findings(audit: Audit) -> tuple[Finding, ...]:
    """One finding per requirement of this run, in the order of the list; with a selection, only those selected."""
    wanted = audit.options.requirements or tuple(audit.requirements)
    return tuple(_finding(audit, audit.requirements[id_]) for id_ in wanted)


def _finding(audit: Audit, requirement: Requirement) -> Finding:
    first, last = audit.looks[0].get(requirement.id), audit.looks[-1].get(requirement.id)
    promise = audit.promises.get(requirement.id)
    last = last or Observation(
        requirement.id, "unseen", "no scenario observes it yet" if promise is None else "the run ended before it was looked at"
    )
    repair = _repair(audit, requirement.id)
    return Finding(requirement, promise, last, _outcome(first, last, repair), first, repair)


def _repair(audit: Audit, id_: str) -> Repair | None:
    return next((repair for repair in audit.repairs.values() if id_ in repair.ids), None)


def _outcome(first: Observation | None, last: Observation, repair: Repair | None) -> Outcome:
    if last.outcome == "not met" and repair and repair.state in ("done", "failed"):
        return "fix failed"
    if last.outcome == "met" and first and first.outcome == "not met":
        return "fixed"
    return last.outcome
