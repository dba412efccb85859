"""The table at the end of a run: id, outcome and what was seen, worst first; what many rows say alike is said once."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from reports.findings import Finding, Outcome, worst_first
from suite import screen

OUTCOME = len("does not apply")
ROOM = 40
"""Columns that what was seen needs beside id and outcome; on a narrower terminal it stands below them."""
GLUE = "\N{NO-BREAK SPACE}"
LONG = 30
"""Characters from which a sentence is not said twice."""


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    outcome: Outcome
    said: str


def write(terminal: pytest.TerminalReporter, findings: Sequence[Finding]) -> None:
    """One row for each finding."""
    told = list(rows(findings))
    wide = max((len(row.id) for row in told), default=0)
    width = screen.width(terminal.config)
    beside = width >= wide + OUTCOME + 4 + ROOM
    for row in told:
        _beside(terminal, row, wide, width) if beside else _below(terminal, row, width)


def rows(findings: Sequence[Finding]) -> Iterator[Row]:
    """Worst first; rows that say the same follow one another, and all but the first name the one that says it."""
    alike: dict[tuple[Outcome, str], list[str]] = {}
    for finding in worst_first(tuple(findings)):
        alike.setdefault((finding.outcome, _said(finding)), []).append(finding.requirement.id)
    for (outcome, said), (first, *others) in alike.items():
        yield Row(first, outcome, said)
        yield from (Row(id_, outcome, f"as {first}" if len(said) >= LONG else said) for id_ in others)


def _said(finding: Finding) -> str:
    """What was seen last; for what was fixed, what was seen before."""
    return f"before: {finding.before.seen}" if finding.outcome == "fixed" and finding.before else finding.last.seen


def _beside(terminal: pytest.TerminalReporter, row: Row, wide: int, width: int) -> None:
    """Three columns; what does not fit into the third goes on below itself."""
    indent = wide + OUTCOME + 4
    first, *others = folded(row.said, width - indent) or [""]
    terminal.write(f"{row.id:<{wide}}  ")
    terminal.write(f"{row.outcome:<{OUTCOME}}" if first else row.outcome, **screen.COLOURS[row.outcome])
    for line in (f"  {first}".rstrip(), *(f"{' ' * indent}{line}" for line in others)):
        terminal.write_line(line)


def _below(terminal: pytest.TerminalReporter, row: Row, width: int) -> None:
    """The id on a line of its own; below it the outcome and what was seen."""
    first, *others = folded(f"{row.outcome.replace(' ', GLUE)}: {row.said}" if row.said else row.outcome, width - 2)
    terminal.write_line(row.id)
    terminal.write(f"  {row.outcome}", **screen.COLOURS[row.outcome])
    terminal.write_line(first[len(row.outcome) :])
    for line in others:
        terminal.write_line(f"  {line}")


def folded(text: str, room: int) -> list[str]:
    """On as many lines as the room asks for. A path that is longer than a line stays whole, to be copied."""
    return textwrap.wrap(re.sub(r"[ \n\t]+", " ", text), max(room, 20), break_long_words=False, break_on_hyphens=False)
