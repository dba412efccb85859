"""The next command worth typing after a run."""

from __future__ import annotations

from collections.abc import Iterator

from remediations.fix import Declaration
from reports.findings import NOT_REACHED, Finding
from reports.results import Document
from suite import baseline
from suite.audit import Audit
from suite.fixes import Declared


def notes(audit: Audit, findings: tuple[Finding, ...], document: Document) -> tuple[str, ...]:
    """What ended the run early, what stands about waivers and attestations, and what a repair left alone for them."""
    waivers = [f"waiver: {one['says']}" for one in document["waivers"] if one["standing"] != "covers" or one["about_to_expire"]]
    return (
        document["note"],
        *baseline.note(document),
        *waivers,
        *_ageing(findings),
        *_left_alone(audit, findings),
        *_patches(audit, findings),
    )


def _ageing(findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in findings:
        if finding.outcome == "attested" and finding.vouched and finding.vouched.about_to_expire:
            yield f"attestation: {finding.vouched.by} vouches for {finding.requirement.id} until {finding.vouched.until}, {finding.vouched.days_left} days from now"


def _left_alone(audit: Audit, findings: tuple[Finding, ...]) -> Iterator[str]:
    """What could be mended and is waived; a fix that is asked for by name mends it all the same."""
    tags = [tag for finding in findings if finding.outcome == "waived" and finding.promise for tag in finding.promise.fixes]
    if tags and audit.options.mode != "audit":
        verb = (
            "is waived and stays as it is; --only-fix mends it"
            if len(tags) == 1
            else "are waived and stay as they are; --only-fix mends them"
        )
        yield f"{len(tags)} {verb} all the same: {', '.join(dict.fromkeys(tags))}"


def _patches(audit: Audit, findings: tuple[Finding, ...]) -> Iterator[str]:
    laid = [
        one.requirement.id
        for one in findings
        if one.outcome == "not met" and one.repair and (one.repair.kind, one.repair.state) == ("patch", "done")
    ]
    if laid:
        yield f"for {', '.join(laid)} a patch lies in {audit.options.report_dir / 'patches'}, for a person to apply"


def after(audit: Audit, findings: tuple[Finding, ...], known: Declared) -> str:
    """One line: what it would do, then the command; empty when nothing is left to do."""
    if any(finding.last.seen == NOT_REACHED for finding in findings):
        return ""
    red = [finding for finding in findings if finding.outcome in {"not met", "fix failed"}]
    tried = [finding for finding in red if finding.repair and finding.repair.state == "done"]
    mended = [one for one in red if one.promise and one.promise.fixes and one.outcome == "not met" and not one.last.beyond_fixes]
    fixable = [one for one in mended if one not in tried]
    if fixable:
        return _repair(audit, [known[tag][0] for finding in fixable if finding.promise for tag in finding.promise.fixes])
    if red:
        return f"next: pytest --explain {red[0].requirement.id}"
    if lost := [finding for finding in findings if finding.outcome == "unseen" and finding.promise]:
        return f"next: {_command(audit, f'--requirement {lost[0].requirement.id} -vv')}"
    return ""


def _repair(audit: Audit, fixes: list[Declaration]) -> str:
    """What a repair needs to be allowed stands in its command; a restart only when nothing is left to do without one."""
    disruptive = sum(fix.kind == "disruptive" for fix in fixes)
    allow = " --allow-disruption" if disruptive and (disruptive == len(fixes) or audit.options.remediate) else ""
    more = f" ({disruptive} of them restart something: add --allow-disruption)" if disruptive and not allow else ""
    scopes = "".join(f" --fix-scope={scope}" for scope in sorted({fix.scope for fix in fixes} - {"host"}))
    return f"{len(fixes)} can be fixed{more}; next: {_command(audit, f'--remediate{allow}{scopes}')}"


def _command(audit: Audit, what: str) -> str:
    estate = f"--estate={audit.options.estate} " if audit.options.estate else ""
    return f"pytest {estate}{what}"
