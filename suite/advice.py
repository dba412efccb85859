"""The next command worth typing after a run."""

from __future__ import annotations

from reports.findings import Finding
from suite.audit import Audit
from suite.verdicts import NOT_REACHED


def after(audit: Audit, findings: tuple[Finding, ...]) -> str:
    """One line: what it would do, then the command; empty when nothing is left to do."""
    if any(finding.last.seen == NOT_REACHED for finding in findings):
        return ""
    red = [finding for finding in findings if finding.outcome in {"not met", "fix failed"}]
    fixable = [finding for finding in red if finding.promise and finding.promise.fixes and finding.outcome == "not met"]
    if fixable:
        return _repair(audit, fixable)
    if red:
        return f"next: pytest --explain {red[0].requirement.id}"
    if lost := [finding for finding in findings if finding.outcome == "unseen" and finding.promise]:
        return f"next: {_command(audit, f'--requirement {lost[0].requirement.id} -vv')}"
    return ""


def _repair(audit: Audit, fixable: list[Finding]) -> str:
    disruptive = sum(finding.requirement.kind == "disruptive" for finding in fixable)
    allow = " --allow-disruption" if disruptive == len(fixable) or audit.options.remediate else ""
    more = f" ({disruptive} of them restart something: add --allow-disruption)" if disruptive and not allow else ""
    return f"{len(fixable)} can be fixed{more}; next: {_command(audit, f'--remediate{allow}')}"


def _command(audit: Audit, what: str) -> str:
    estate = f"--estate={audit.options.estate} " if audit.options.estate else ""
    return f"pytest {estate}{what}"
