"""What can be said without touching a host: the list of requirements, and one requirement in full."""

from __future__ import annotations

import inspect
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator

import pytest

from remediations import manual
from remediations.fix import Declaration
from reports import proofs, requirements
from reports.promises import Promise
from reports.requirements import Requirement
from suite import audit, fixes
from suite.names import unknown
from suite.sentences import fitting

ROOM = 100
"""Columns below which a requirement of the list takes two lines."""
ENDLESS = 1_000_000
WHOLE = ("|", "pytest ")
STEPS = ("Given ", "When ", "Then ", "And ", "But ")
BY_HAND = "  "


def answer(config: pytest.Config, scenarios: list[Promise]) -> list[str]:
    """The lines that --list-requirements or --explain asks for. Raises UsageError for an id that does not exist."""
    rows = requirements.load(audit.features(config) / "requirements.toml")
    told = {id_: scenario for scenario in scenarios for id_ in scenario.ids}
    if config.option.list_requirements:
        return [line for row in rows.values() for line in _short(row, told.get(row.id))]
    id_ = config.option.explain
    if id_ not in rows:
        raise pytest.UsageError(unknown("requirement", id_, rows))
    return [part for line in _long(config, rows[id_], told.get(id_)) for part in _folded(line)]


def _width() -> int:
    """Columns of whoever reads; a pipe has no end."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() or os.environ.get("COLUMNS") else ENDLESS


def _short(row: Requirement, scenario: Promise | None) -> list[str]:
    how, name = f"{row.kind}{', active' if row.active else ''}", scenario.name if scenario else "(not built yet)"
    if _width() < ROOM:
        return [f"{row.id}  {row.level}, {how}", *textwrap.wrap(name, _width(), initial_indent="  ", subsequent_indent="  ")]
    return [f"{row.id:<32}  {row.level:<6}  {how:<18}  {name}"]


def _folded(line: str) -> list[str]:
    """Prose on as many lines as it needs, below one another; tables and commands stay whole, to be copied."""
    bare = line.lstrip()
    indent = " " * (len(line) - len(bare))
    if bare.startswith(WHOLE) or (indent == BY_HAND and not bare.startswith(STEPS)):
        return [line]
    return textwrap.wrap(bare, _width(), initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False) or [""]


def _long(config: pytest.Config, row: Requirement, scenario: Promise | None) -> Iterator[str]:
    yield f"{row.id} ({row.level}), ADR-023: {', '.join(row.sections)}"
    yield f"looked at from: {row.vantage}{' (an active observation: needs --active)' if row.active else ''}"
    if scenario is None:
        yield "no scenario observes it yet"
        return
    yield from (f"{scenario.feature}. {scenario.why}", f"must: {scenario.rule}" if scenario.rule else "", scenario.name)
    for line in scenario.lines:
        yield f"  {line.keyword} {line.text}"
        yield from (f"      | {' | '.join(cells)} |" for cells in line.table)
        yield from (f"      measures: {text}" for text in _contract(line.type, line.text))
    yield from _remedy(config, row, scenario)
    yield f"proof: {_proof(config, row)}"
    yield f"scenario: {scenario.file}:{scenario.number}"


def _contract(type_: str, text: str) -> Iterator[str]:
    """What the step's docstring says that it measures."""
    for one in fitting(type_, text):
        if one.step_func.__doc__:
            yield " ".join(inspect.cleandoc(one.step_func.__doc__).split())


def _remedy(config: pytest.Config, row: Requirement, scenario: Promise) -> Iterator[str]:
    known = fixes.declared(config)
    for tag in scenario.fixes:
        declaration, function = known[tag]
        yield f"fix: {tag} ({declaration.kind}), may touch {', '.join(declaration.touches)}"
        yield from ([f"      {' '.join(inspect.cleandoc(function.__doc__).split())}"] if function.__doc__ else [])
        yield f"      pytest --remediate --only-fix={tag}{_allowed(declaration)}"
    lines = manual.load(config.rootpath / "remediations" / "manual.toml").get(row.id, ())
    yield from ["by hand:", *(f"  {line}" for line in lines)] if lines else []


def _allowed(declaration: Declaration) -> str:
    """The options without which a fix is held back."""
    scope = f" --fix-scope={declaration.scope}" if declaration.scope != "host" else ""
    return f"{' --allow-disruption' if declaration.kind == 'disruptive' else ''}{scope}"


def _proof(config: pytest.Config, row: Requirement) -> str:
    found = proofs.of(row.id, proofs.load(config.rootpath / "reports" / "proofs.json"))
    return f"turned red by {', '.join(found.wounds)}" if found.wounds else found.state
