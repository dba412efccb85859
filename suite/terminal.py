"""The end of a run on the terminal: one table, what stands about waivers, the next command, and last the path of the report."""

from __future__ import annotations

import os
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from reports import redact
from reports.findings import Finding, worst_first
from suite import screen
from suite.verdicts import NOT_BUILT, NOT_REACHED

NOT_LOOKED = {NOT_BUILT, NOT_REACHED}
OUTCOME = len("does not apply")
ROOM = 40
"""Columns that what was seen needs beside id and outcome; on a narrower terminal it stands below them."""


def table(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """Id, outcome and what was seen, worst first; met rows only with -v."""
    loud = screen.loudness(terminal.config) > 0
    rows = [finding for finding in worst_first(findings) if loud or (finding.outcome != "met" and finding.last.seen not in NOT_LOOKED)]
    wide = max((len(finding.requirement.id) for finding in rows), default=0)
    beside = screen.width(terminal.config) >= wide + OUTCOME + 4 + ROOM
    terminal.section("requirements")
    for finding in rows:
        _beside(terminal, finding, wide) if beside else _below(terminal, finding)
    passed_over = Counter(finding.last.seen for finding in findings if finding.last.seen in NOT_LOOKED)
    for why, count in passed_over.items() if not loud else ():
        terminal.write_line(f"{count} more are unseen: {why} (-v lists them)", yellow=True)


def _beside(terminal: pytest.TerminalReporter, finding: Finding, wide: int) -> None:
    """Three columns; what does not fit into the third goes on below itself."""
    indent = wide + OUTCOME + 4
    first, *others = folded(_said(finding), screen.width(terminal.config) - indent) or [""]
    terminal.write(f"{finding.requirement.id:<{wide}}  ")
    terminal.write(f"{finding.outcome:<{OUTCOME}}" if first else finding.outcome, **screen.COLOURS[finding.outcome])
    for line in (f"  {first}".rstrip(), *(f"{' ' * indent}{line}" for line in others)):
        terminal.write_line(line)


def _below(terminal: pytest.TerminalReporter, finding: Finding) -> None:
    terminal.write_line(finding.requirement.id)
    terminal.write(f"  {finding.outcome}", **screen.COLOURS[finding.outcome])
    said = _said(finding)
    lead = len(finding.outcome) + 2  # the first line has less room: the outcome stands before it
    first, *others = folded(f"{'x' * lead}{said}", screen.width(terminal.config) - 2) if said else ["x" * lead]
    terminal.write_line(f": {first[lead:]}" if said else "")
    for line in others:
        terminal.write_line(f"  {line}")


def _said(finding: Finding) -> str:
    """What was seen last; for what was fixed, what was seen before."""
    return f"before: {finding.before.seen}" if finding.outcome == "fixed" and finding.before else finding.last.seen


def folded(text: str, room: int) -> list[str]:
    """On as many lines as the room asks for. A path that is longer than a line stays whole, to be copied."""
    return textwrap.wrap(" ".join(text.split()), max(room, 20), break_long_words=False, break_on_hyphens=False)


def details(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """With -vv: the steps of what is not met or unseen, their facts, and our frames of a look that failed."""
    for finding in worst_first(findings):
        if finding.outcome in {"fix failed", "not met", "unseen", "waived"} and finding.last.steps:
            terminal.section(finding.requirement.id, sep="-")
            for step in finding.last.steps:
                terminal.write_line(f"{step.held:<12}  {step.text}")
                for name, fact in step.facts.items():
                    terminal.write_line(f"              {name}: {fact}")
            terminal.write_line(finding.last.trace) if finding.last.trace else None


def by_hand(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """What a person has to do, row by row, in exact lines."""
    for finding in findings:
        if finding.by_hand:
            terminal.section(f"{finding.requirement.id}: by hand", sep="-")
            for line in finding.by_hand:
                terminal.write_line(redact.text(line))


@dataclass(frozen=True, slots=True)
class Last:
    """The last lines of a run: ``notes`` say what ended it early and what stands about waivers, ``advice`` is the next command; both may be empty."""

    notes: Sequence[str]
    verdict: str
    advice: str
    report: str


def conclude(config: pytest.Config, findings: tuple[Finding, ...], last: Last) -> None:
    """Table, notes, verdict, next command, and last the report; with -q the verdict and the report on one line."""
    terminal = screen.reporter(config)
    terminal._keyboardinterrupt_memo = None  # noqa: SLF001  (the note says it, and nothing is printed after the report)
    if screen.quiet(config):
        terminal.write_line(f"{last.verdict}: {last.report}")
        return
    if screen.loudness(config) > 1:
        details(terminal, findings)
    by_hand(terminal, findings)
    table(terminal, findings)
    terminal.line("")
    for line in (*map(redact.text, last.notes), last.verdict, last.advice):
        for part in folded(line, screen.width(config)):
            terminal.write_line(part)
    terminal.write_line(last.report)


def path(folder: Path) -> str:
    """The report as one would type it from here."""
    page = folder / "audit.html"
    near = os.path.relpath(page)
    return str(page) if near.startswith("..") else near
