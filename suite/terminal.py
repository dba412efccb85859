"""The end of a run on the terminal: one table, what stands about waivers, the next command, and last the path of the report."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from probes.evidence import Asked
from reports import redact, results, scripts
from reports.findings import NOT_REACHED, Finding, worst_first
from suite import audit, screen, table
from suite.audit import Audit
from suite.verdicts import NOT_BUILT

NOT_LOOKED = {NOT_BUILT, NOT_REACHED}


def rows(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """The table; met rows only with -v, and those that nobody looked at as a number."""
    loud = screen.loudness(terminal.config) > 0
    terminal.section("requirements")
    table.write(terminal, [one for one in findings if loud or (one.outcome != "met" and one.last.seen not in NOT_LOOKED)])
    passed_over = Counter(finding.last.seen for finding in findings if finding.last.seen in NOT_LOOKED)
    for why, count in passed_over.items() if not loud else ():
        terminal.write_line(f"{count} more are unseen: {why} (-v lists them)", yellow=True)


def details(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """With -vv: the steps of what is not met or unseen, their facts, and our frames of a look that failed."""
    for finding in worst_first(findings):
        if finding.outcome in {"fix failed", "not met", "unseen", "waived"} and finding.last.steps:
            terminal.section(finding.requirement.id, sep="-")
            for step in finding.last.steps:
                terminal.write_line(f"{step.held:<12}  {step.text}")
                for name, fact in step.facts.items():
                    terminal.write_line(f"              {name}: {fact}")
            for asked in dict.fromkeys(finding.last.asked):
                terminal.write_line(f"{'asked':<12}  {asked_of(asked, audit.of(terminal.config))}")
            terminal.write_line(finding.last.trace) if finding.last.trace else None


def asked_of(asked: Asked, run: Audit | None) -> str:
    """What was asked of whom, how it ended, and the command: itself where it is one line, else what prints it."""
    told = redact.text(f"{asked.of_whom}: {asked.what}: {asked.answer} in {asked.seconds:.3f} s")
    if not asked.command:
        return told
    shown = redact.code(asked.command).strip() if scripts.is_line(asked.command) else _printing(results.command(asked.command), run)
    return f"{told}: {shown}"


def _printing(name: str, run: Audit | None) -> str:
    """What to type to have a script of this run."""
    if run is None:
        return f"python -m reports command {name}"
    return f"python -m reports --report-dir={shlex.quote(os.path.relpath(run.options.report_dir))} command {name} {run.run}"


def by_hand(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """What a person has to do, row by row, in exact lines."""
    for finding in findings:
        if finding.by_hand:
            terminal.section(f"{finding.requirement.id}: by hand", sep="-")
            for line in finding.by_hand:
                terminal.write_line(redact.text(line))


@dataclass(frozen=True, slots=True)
class Last:
    """The last lines of a run: ``notes`` say what ended it early and what stands about waivers, ``advice`` is the next command; both may be empty.

    ``stopped`` says what ended it with an exit code of its own, and is empty for any other.
    """

    notes: Sequence[str]
    verdict: str
    advice: str
    report: str
    stopped: str = ""


def conclude(config: pytest.Config, findings: tuple[Finding, ...], last: Last) -> None:
    """Table, notes, verdict, next command, and last the report; with -q the verdict and the report on one line."""
    terminal = screen.reporter(config)
    terminal._keyboardinterrupt_memo = None  # noqa: SLF001  (the note says it, and nothing is printed after the report)
    if screen.quiet(config):
        terminal.write_line("; ".join(filter(None, [last.stopped, f"{last.verdict}: {last.report}"])))
        return
    if screen.loudness(config) > 1:
        details(terminal, findings)
    by_hand(terminal, findings)
    rows(terminal, findings)
    terminal.line("")
    for line in (*map(redact.text, last.notes), last.verdict, last.advice):
        for part in table.folded(line, screen.width(config)):
            terminal.write_line(part)
    terminal.write_line(last.report)


def nothing(session: pytest.Session) -> None:
    """With -q, the one line of a run that had nothing to look at."""
    if screen.quiet(session.config) and session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
        screen.reporter(session.config).write_line("nothing was looked at: no requirement fits what was selected")


def path(folder: Path) -> str:
    """The report as one would type it from here."""
    page = folder / "audit.html"
    near = os.path.relpath(page)
    return str(page) if near.startswith("..") else near
