"""The end of a run: findings, exit code, reports, and the last lines on the terminal."""

from __future__ import annotations

import platform
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest

from reports import results
from reports.findings import NOT_REACHED, Finding, Run
from reports.results import Document
from suite import ahead, baseline, exits, fixes, overrides, verdicts
from suite.audit import Audit
from suite.names import somebody

SHOWN = ("pytest", "pytest-bdd", "pytest-testinfra", "paramiko")


def finish(config: pytest.Config, audit: Audit, status: int) -> tuple[int, Document, tuple[Finding, ...]]:
    """Exit code, results and findings. ``status`` is pytest's own: what is neither success nor failed tests stands."""
    findings, repairs = verdicts.findings(audit, fixes.declared(config)), verdicts.repairs(audit)
    since = baseline.since(findings, baseline.of(config), closed=audit.options.gate is not None)
    held = [one for one in findings if since is None or one.requirement.id not in since.old]
    code = exits.code(audit, held, repairs) if status in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED} else int(status)
    document = results.document(replace(_run(config, audit, code, findings), baseline=since), findings, repairs, verdicts.waived(audit))
    if audit.options.nightly:
        from suite import night  # noqa: PLC0415  (by day it is not needed)

        document = night.watch(audit, document)
    return document["exit_code"], document, findings


def prepare() -> None:
    """Load what writes the page, which takes a fifth of a second. What is wrong with it will be told when it is written."""
    with suppress(Exception):
        from reports import html  # noqa: PLC0415  (as in ``write``)

        html.template()


def write(audit: Audit, document: Document) -> Path:
    """Write the reports. Raises OSError."""
    from reports import output  # noqa: PLC0415  (the template engine takes 50 ms to import, and is needed last)

    return output.write(document, audit.options.report_dir)


def _run(config: pytest.Config, audit: Audit, code: int, findings: tuple[Finding, ...]) -> Run:
    ended, everybody = datetime.now(UTC), config.stash.get(ahead.AHEAD, None)
    return Run(
        id=audit.run,
        mode=audit.options.mode,
        estate=audit.estate.name,
        estate_file=str(audit.estate_file),
        started=_moment(audit.started),
        ended=_moment(ended),
        seconds=round((ended - audit.started).total_seconds(), 3),
        exit_code=code,
        commit=audit.commit.communicate()[0].strip() or "unknown",
        versions={"python": platform.python_version(), **{name: version(name) for name in SHOWN}},
        options=tuple(map(str, config.invocation_params.args)),
        hosts=everybody.keys() if everybody else {},
        took={name: cost.round_trips for name, cost in everybody.costs().items()} if everybody else {},
        note="; ".join(filter(None, [audit.note, *overrides.since_last(audit)])),
        narrowed=audit.narrowed or any(one.last.seen == NOT_REACHED for one in findings),
        override=overrides.of(audit, code),
        who=f"{somebody()} on {platform.node()}",
    )


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")
