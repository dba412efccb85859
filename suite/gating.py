"""What the gate may be told on the command line."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reports.amounts import amount

BUDGET = 45.0
"""Seconds that a gate may take when nobody says otherwise."""
LONGEST = 86_400.0
APART = (
    "plan", "remediate", "apply_plan", "rollback", "journal", "nightly", "waive", "requirement", "list_requirements", "explain", "matrix", "active",
    "keyword", "markexpr", "deselect", "ignore", "ignore_glob", "collectonly",
)  # fmt: skip
"""Options that would make the gate do something else, or see less than it must."""


@dataclass(frozen=True, slots=True)
class Gate:
    """``change`` is a directory, revision or range, or empty; ``budget`` in seconds; ``override`` says why somebody passes whatever the verdict is."""

    change: str
    budget: float
    override: str


def add(parser: pytest.Parser) -> None:
    group = parser.getgroup("adr-023")
    group.addoption(
        "--gate", action="store_true", help="before a change: one JSON verdict on stdout, allow (exit 0), deny (1) or inconclusive (11)"
    )
    group.addoption(
        "--change", metavar="DIR|REV|RANGE", help="with --gate: also hold this state of playbooks or documents, before it lands"
    )
    group.addoption("--time-budget", metavar="SECONDS", help=f"with --gate: what is not seen by then is unseen (default: {BUDGET:g})")
    group.addoption(
        "--gate-override", metavar="REASON", help="with --gate: pass whatever the verdict is; recorded, and shown in the next report"
    )


def chosen(option: object, workers: object) -> Gate | None:
    """What the command line asks of the gate; None when it asks for none. Raises UsageError for a combination that makes no sense."""
    told = vars(option)
    if not told["gate"]:
        for name in ("change", "time_budget", "gate_override"):
            if told[name] is not None:
                raise pytest.UsageError(f"--{name.replace('_', '-')} needs --gate")
        return None
    _refuse_nonsense(told, workers)
    budget = BUDGET if told["time_budget"] is None else _seconds(str(told["time_budget"]))
    return Gate(told["change"] or "", budget, told["gate_override"] or "")


def _seconds(told: str) -> float:
    """Raises UsageError for what is no time that anybody would wait."""
    try:
        return amount(told, "seconds", LONGEST, "--time-budget=45")
    except ValueError as error:
        raise pytest.UsageError(f"--time-budget: {error}") from error


def _refuse_nonsense(told: dict[str, object], workers: object) -> None:
    for name in APART:
        if told.get(name):
            said = {"keyword": "-k", "markexpr": "-m", "collectonly": "--collect-only"}.get(name, f"--{name.replace('_', '-')}")
            raise pytest.UsageError(f"--gate asks all that it must and changes nothing; {said} has no place beside it")
    if workers:
        raise pytest.UsageError("-n cannot be combined with --gate: its budget is that of one process")
    for name, example in (("change", "--change=."), ("gate_override", '--gate-override="the alert is known, see #12"')):
        if told[name] is not None and not str(told[name]).strip():
            raise pytest.UsageError(f"--{name.replace('_', '-')} is empty; say {example}")
