"""Tracebacks as a reader wants them: our frames, without pytest's and pytest-bdd's, and without secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reports import redact

OTHERS = {"pytest_bdd", "_pytest", "pluggy"}
CAP = 16_384


def ours(report: pytest.TestReport) -> str:
    """The frames of a failed phase that lie in this project, as text; empty when there are none."""
    for trace in _traces(report.longrepr):
        trace.reprentries = [entry for entry in trace.reprentries if not _others(entry)]
    return redact.text(str(report.longrepr), CAP) if hasattr(report.longrepr, "reprtraceback") else ""


def clean(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Mask secrets in what pytest itself would print or hand to others: traceback, captured output and log."""
    report.sections = [(name, redact.text(content)) for name, content in report.sections]
    if report.longrepr is not None and not isinstance(report.longrepr, tuple):
        report.longrepr = redact.text(str(report.longrepr))


def scrub(longrepr: Any) -> None:
    """Mask secrets in a traceback that pytest holds on to, in place."""
    for trace in _traces(longrepr):
        for entry in trace.reprentries:
            entry.lines = [redact.text(line) for line in entry.lines]
            shown = getattr(entry, "reprlocals", None)
            if shown is not None:
                shown.lines = [redact.text(line) for line in shown.lines]


def _traces(longrepr: Any) -> list[Any]:
    chain = getattr(longrepr, "chain", None)
    if chain is not None:
        return [element[0] for element in chain]
    return [longrepr.reprtraceback] if hasattr(longrepr, "reprtraceback") else []


def _others(entry: Any) -> bool:
    place = getattr(entry, "reprfileloc", None)
    return place is not None and not OTHERS.isdisjoint(Path(str(place.path)).parts)
