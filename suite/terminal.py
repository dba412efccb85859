"""What a run prints: letters while it looks, then one table, the next command, and last the path of the report."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from reports import redact
from reports.findings import Finding, worst_first
from suite.verdicts import NOT_BUILT, NOT_REACHED

LOOKS: dict[str, tuple[str, dict[str, bool]]] = {
    "fix failed": ("F", {"red": True, "bold": True}), "not met": ("N", {"red": True}), "unseen": ("?", {"yellow": True}),
    "not observed": ("-", {"yellow": True}), "waived": ("w", {"yellow": True}), "attested": ("a", {"green": True}),
    "fixed": ("f", {"green": True}), "does not apply": ("/", {}), "met": (".", {"green": True}),
}  # fmt: skip
NOT_LOOKED = {NOT_BUILT, NOT_REACHED}
QUIET = -2
"""Verbosity at which pytest prints nothing of its own."""


def reporter(config: pytest.Config) -> pytest.TerminalReporter:
    found = config.pluginmanager.get_plugin("terminalreporter")
    assert isinstance(found, pytest.TerminalReporter)
    return found


def quiet(config: pytest.Config) -> bool:
    return config.get_verbosity() < 0


def hush(config: pytest.Config) -> None:
    """With -q an audit prints its verdict and nothing else."""
    if quiet(config):
        config.option.verbose = QUIET


def heading(config: pytest.Config, words: str, items: int) -> None:
    """Begin a pass: its name on a line, and progress from 0 to 100 % of its own."""
    terminal = reporter(config)
    terminal._progress_nodeids_reported.clear()  # noqa: SLF001  (pytest has no public way to begin progress again)
    if terminal._session:  # noqa: SLF001
        terminal._session.testscollected = items  # noqa: SLF001
    if not quiet(config):
        terminal.ensure_newline()
        terminal.write_line(f"{words}:")


def forget(config: pytest.Config) -> None:
    """Let pytest's own counts be those of the last look alone."""
    for outcome in LOOKS:
        reporter(config).stats.pop(outcome, None)


def status(report: pytest.TestReport, *, mute: bool) -> tuple[str, str, str | tuple[str, dict[str, bool]]] | None:
    """Letter and word of a scenario, told once: by the phase that decided."""
    if mute:
        return "", "", ""
    observation = getattr(report, "observation", None)
    if observation is None:
        return None
    letter, markup = LOOKS[observation.outcome]
    return observation.outcome, letter, (observation.outcome.upper(), markup)


def table(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """Id, outcome and what was seen, worst first; met rows only with -v."""
    loud = terminal.config.get_verbosity() > 0
    rows = [finding for finding in worst_first(findings) if loud or (finding.outcome != "met" and finding.last.seen not in NOT_LOOKED)]
    wide = max((len(finding.requirement.id) for finding in rows), default=0)
    terminal.section("requirements")
    for finding in rows:
        terminal.write(f"{finding.requirement.id:<{wide}}  ")
        terminal.write(f"{finding.outcome:<14}", **LOOKS[finding.outcome][1])
        _seen(terminal, _said(finding), wide + 18)
    passed_over = Counter(finding.last.seen for finding in findings if finding.last.seen in NOT_LOOKED)
    for why, count in passed_over.items() if not loud else ():
        terminal.write_line(f"{count} more are unseen: {why} (-v lists them)", yellow=True)


def _said(finding: Finding) -> str:
    """What was seen last; for what was fixed, what was seen before."""
    return f"before: {finding.before.seen}" if finding.outcome == "fixed" and finding.before else finding.last.seen


def _seen(terminal: pytest.TerminalReporter, seen: str, indent: int) -> None:
    """What was seen, on as many lines as the terminal's width asks for, below one another."""
    room = max(terminal._tw.fullwidth - indent, 40)  # noqa: SLF001  (the width is nowhere public)
    words, line, first = seen.split(), "", True
    for word in words:
        if line and len(line) + 1 + len(word) > room:
            terminal.write_line(_placed(line, indent, first=first))
            line, first = word, False
        else:
            line = f"{line} {word}".strip()
    terminal.write_line(_placed(line, indent, first=first))


def _placed(line: str, indent: int, *, first: bool) -> str:
    return f"  {line}".rstrip() if first else f"{' ' * indent}{line}"


def details(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """With -vv: the steps of what is not met or unseen, their facts, and our frames of a look that failed."""
    for finding in worst_first(findings):
        if finding.outcome in {"fix failed", "not met", "unseen"} and finding.last.steps:
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
    """The last lines of a run; ``note`` says what ended it early, ``advice`` is the next command; both may be empty."""

    note: str
    verdict: str
    advice: str
    report: str


def conclude(config: pytest.Config, findings: tuple[Finding, ...], last: Last) -> None:
    """Table, verdict, next command, and last the report; with -q the verdict and the report on one line."""
    terminal = reporter(config)
    terminal._keyboardinterrupt_memo = None  # noqa: SLF001  (the note says it, and nothing is printed after the report)
    if quiet(config):
        terminal.write_line(f"{last.verdict}: {last.report}")
        return
    if config.get_verbosity() > 1:
        details(terminal, findings)
    by_hand(terminal, findings)
    table(terminal, findings)
    terminal.line("")
    for line in filter(None, (redact.text(last.note), last.verdict, last.advice, last.report)):
        terminal.write_line(line)


def path(folder: Path) -> str:
    """The report as one would type it from here."""
    page = folder / "audit.html"
    near = os.path.relpath(page)
    return str(page) if near.startswith("..") else near
