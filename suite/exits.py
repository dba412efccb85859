"""What a run's exit code says."""

from __future__ import annotations

from collections.abc import Iterable

from reports.findings import Finding, Repair
from suite.audit import Audit

STOPPED = {"rollback failed": 13, "target locked": 14, "plan stale": 15}
UNTOLD = 16
"""At night: something changed, and nobody could be told."""


def code(audit: Audit, findings: Iterable[Finding], repairs: Iterable[Repair]) -> int:
    """0 all met · 1 not met · 10 met only after fixes · 11 unseen · 12 a fix failed · 13 a rollback failed · 14 target locked · 15 plan stale."""
    if audit.stopped:
        return STOPPED[audit.stopped]
    outcomes = {finding.outcome for finding in findings}
    if any(repair.state == "failed" for repair in repairs):
        return 12
    if outcomes & {"not met", "fix failed"}:
        return 1
    if "unseen" in outcomes:
        return 11
    return 10 if "fixed" in outcomes and audit.options.detailed_exitcode else 0
