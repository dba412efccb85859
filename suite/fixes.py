"""Fixes as items of their own: each offence's tag names a fixture; one item plans it, one applies it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from remediations.fix import Declaration, Offence, Offences
from reports.findings import Planned, Repair
from suite.audit import Audit

OFFENCES: pytest.StashKey[Offences] = pytest.StashKey()


@dataclass(slots=True)
class Fix:
    """One fix of this run: its declaration, the offences it is for, and the changes it drafted."""

    tag: str
    declaration: Declaration
    function: Callable[..., Any]
    offences: Offences
    changes: list[Any] = field(default_factory=list)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(offence.id for offence in self.offences)


@pytest.fixture
def offences(request: pytest.FixtureRequest) -> Offences:
    """All offences of the fix that is being planned."""
    return request.node.stash[OFFENCES]  # type: ignore[no-any-return]


class FixItem(pytest.Function):
    """A fix as pytest shows it: named by its tag, placed where its function stands."""

    def reportinfo(self) -> tuple[Path, int | None, str]:
        function = self.stash[FUNCTION]
        return Path(inspect.getfile(function)), function.__code__.co_firstlineno - 1, self.name


FUNCTION: pytest.StashKey[Callable[..., Any]] = pytest.StashKey()


def item(session: pytest.Session, fix: Fix, name: str, act: Callable[..., None]) -> FixItem:
    """A pytest item that calls ``act(request)`` in the place of a fix."""
    module = pytest.Module.from_parent(session, path=Path(inspect.getfile(fix.function)))
    made: FixItem = FixItem.from_parent(module, name=name, callobj=act)
    made.stash[FUNCTION] = fix.function
    made.stash[OFFENCES] = fix.offences
    return made


def declared(config: pytest.Config) -> dict[str, tuple[Declaration, Callable[..., Any]]]:
    """Every fix of the loaded remediation modules, by tag."""
    found: dict[str, tuple[Declaration, Callable[..., Any]]] = {}
    for plugin in config.pluginmanager.get_plugins():
        for name, value in vars(plugin).items() if inspect.ismodule(plugin) else ():
            function = getattr(value, "__wrapped__", None)
            if inspect.isfunction(function) and "declaration" in vars(function):
                found[name] = (vars(function)["declaration"], function)
    return found


def wanted(audit: Audit, known: dict[str, tuple[Declaration, Callable[..., Any]]]) -> list[Fix]:
    """The fixes that the first pass asks for, in the order of their needs."""
    by_tag: dict[str, list[Offence]] = {}
    for id_, observation in audit.looks[0].items():
        for tag in audit.promises[id_].fixes:
            if observation.outcome == "not met" and (not audit.options.only_fix or tag in audit.options.only_fix):
                by_tag.setdefault(tag, []).append(Offence(id_, observation.offence))
    return [Fix(tag, *known[tag], tuple(by_tag[tag])) for tag in _ordered(by_tag, known)]


def _ordered(tags: Iterable[str], known: dict[str, tuple[Declaration, Callable[..., Any]]]) -> list[str]:
    here = set(tags)
    graph = {tag: sorted(here.intersection(known[tag][0].needs)) for tag in sorted(here)}
    return list(TopologicalSorter(graph).static_order())


def held_back(fix: Fix, audit: Audit, place: int) -> str:
    """Why this run may not apply a fix; empty when it may."""
    told = audit.options
    if fix.declaration.kind == "disruptive" and not told.allow_disruption:
        return "it restarts or reloads something; --allow-disruption allows it"
    if fix.declaration.scope not in told.scopes:
        return f"it writes to {fix.declaration.scope}; --fix-scope {fix.declaration.scope} allows it"
    if told.max_fixes is not None and place >= told.max_fixes:
        return f"--max-fixes {told.max_fixes} was reached"
    return ""


def repair(fix: Fix, state: Any, why: str = "", done: Sequence[str] = ()) -> Repair:
    plan = tuple(Planned(str(change), "") for change in fix.changes)
    return Repair(fix.tag, fix.declaration.kind, state, fix.ids, why, plan, tuple(done))
