"""What a run prints: letters while it looks, then one table, the next command, and last the path of the report."""

from __future__ import annotations

from collections import Counter

import pytest

from reports.findings import WORST_FIRST, Finding, worst_first

LOOKS: dict[str, tuple[str, dict[str, bool]]] = {
    "fix failed": ("F", {"red": True, "bold": True}), "not met": ("N", {"red": True}), "unseen": ("?", {"yellow": True}),
    "not observed": ("-", {"yellow": True}), "waived": ("w", {"yellow": True}), "attested": ("a", {"green": True}),
    "fixed": ("f", {"green": True}), "does not apply": ("/", {}), "met": (".", {"green": True}),
}  # fmt: skip


def reporter(config: pytest.Config) -> pytest.TerminalReporter | None:
    found: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    return found


def heading(config: pytest.Config, words: str, items: int) -> None:
    """Begin a pass: its name on a line, and progress from 0 to 100 % of its own."""
    terminal = reporter(config)
    if terminal is None or terminal._session is None:  # noqa: SLF001  (pytest has no public way to begin progress again)
        return
    terminal._progress_nodeids_reported.clear()  # noqa: SLF001
    terminal._session.testscollected = items  # noqa: SLF001
    if config.get_verbosity() >= 0:
        terminal.ensure_newline()
        terminal.write_line(f"{words}:")


def table(terminal: pytest.TerminalReporter, findings: tuple[Finding, ...]) -> None:
    """Id, outcome and what was seen, worst first; met rows only with -v."""
    loud = terminal.config.get_verbosity() > 0
    rows = [finding for finding in worst_first(findings) if loud or finding.outcome != "met"]
    wide = max((len(finding.requirement.id) for finding in rows), default=0)
    terminal.section("requirements", sep="=") if rows else None
    for finding in rows:
        terminal.write(f"{finding.requirement.id:<{wide}}  ")
        terminal.write(f"{finding.outcome:<14}", **LOOKS[finding.outcome][1])
        terminal.write_line(f"  {finding.last.seen}".rstrip())


def counts(findings: tuple[Finding, ...]) -> str:
    """Counts in words, met first: "40 met, 2 not met, 1 unseen"."""
    counted = Counter(finding.outcome for finding in findings)
    return ", ".join(f"{counted[outcome]} {outcome}" for outcome in reversed(WORST_FIRST) if counted[outcome])


def status(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Letter and word of a scenario, told once: by the phase that decided."""
    observation = getattr(report, "observation", None)
    if observation is None:
        return None
    letter, markup = LOOKS[observation.outcome]
    return observation.outcome, letter, (observation.outcome.upper(), markup)
