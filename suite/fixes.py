"""Which fixes a run needs, in which order, and which of them it may apply."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from types import ModuleType
from typing import Any

import pytest

from remediations.fix import Declaration, Offence, Offences
from reports.findings import Observation
from suite import causes, waivers
from suite.audit import Audit

Declared = dict[str, tuple[Declaration, Callable[..., Any]]]


@dataclass(frozen=True, slots=True)
class Fix:
    """One fix of this run: its declaration, its function, and the offences it is for. ``held_back`` says why it may not be applied; empty when it may."""

    tag: str
    declaration: Declaration
    function: Callable[..., Any]
    offences: Offences
    held_back: str
    cause: str = ""
    """What in the playbooks would undo it, in a sentence; empty when nothing is known to."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(offence.id for offence in self.offences)


def declared(config: pytest.Config) -> Declared:
    """Every fix of the loaded remediation modules, by tag."""
    return declared_in(plugin for plugin in config.pluginmanager.get_plugins() if inspect.ismodule(plugin))


def declared_in(modules: Iterable[ModuleType]) -> Declared:
    found: Declared = {}
    for module in modules:
        for name, value in vars(module).items():
            function = getattr(value, "__wrapped__", None)
            if inspect.isfunction(function) and "declaration" in vars(function):
                found[name] = (vars(function)["declaration"], function)
    return found


def wanted(audit: Audit, known: Declared, kept: Collection[str] | None = None) -> list[Fix]:
    """The fixes that the first pass asks for, or those of a kept plan, in the order of their needs."""
    by_tag: dict[str, list[Offence]] = {}
    for id_ in filter(audit.looks[0].__contains__, audit.promises):
        observation = audit.looks[0][id_]
        for tag in audit.promises[id_].fixes:
            if _to_be_mended(audit, observation, tag):
                by_tag.setdefault(tag, []).append(Offence(id_, observation.offence))
    if kept is not None:
        by_tag = {tag: by_tag.get(tag, []) for tag in kept}
    fixes: list[Fix] = []
    for tag in _ordered(by_tag, known):
        declaration, function = known[tag]
        applied = sum(not fix.held_back for fix in fixes)
        why = _unsteady(audit, by_tag[tag]) or _held_back(declaration, audit, applied)
        cause = "" if declaration.kind == "patch" else causes.of((offence.id for offence in by_tag[tag]), audit.looks[0])
        fixes.append(Fix(tag, declaration, function, tuple(by_tag[tag]), why, cause))
    return fixes


def _unsteady(audit: Audit, offences: Iterable[Offence]) -> str:
    """At night what goes to and fro is left to a person: a fix would be one more turn."""
    if not audit.options.nightly:
        return ""
    from suite import night  # noqa: PLC0415  (by day it is not needed)

    try:
        restless = night.flapping(audit)
    except OSError as error:
        return f"the history cannot be read ({error.strerror}), so that nobody knows what goes to and fro"
    flaps = [offence.id for offence in offences if offence.id in restless]
    return f"{flaps[0]} goes to and fro, which is for a person to understand" if flaps else ""


def _to_be_mended(audit: Audit, observation: Observation, tag: str) -> bool:
    """What is not met and not a person's this time; what is waived stays as it is unless its fix is asked for by name."""
    if observation.outcome != "not met" or observation.beyond_fixes:
        return False
    if audit.options.only_fix:
        return tag in audit.options.only_fix
    return not waivers.covers(audit.waivers.get(observation.id), observation)


def _ordered(tags: Iterable[str], known: Declared) -> list[str]:
    here = set(tags)
    graph = {tag: sorted(here.intersection(known[tag][0].needs)) for tag in sorted(here)}
    return list(TopologicalSorter(graph).static_order())


def _held_back(declaration: Declaration, audit: Audit, applied: int) -> str:
    told = audit.options
    if told.nightly and (declaration.kind, declaration.scope) != ("safe", "host"):
        return "at night only safe fixes on the host are applied"
    if declaration.kind == "disruptive" and not told.allow_disruption:
        return "it restarts or reloads something; --allow-disruption allows it"
    if declaration.scope not in told.scopes:
        return f"it writes to {declaration.scope}; --fix-scope {declaration.scope} allows it"
    if told.max_fixes is not None and applied >= told.max_fixes:
        return f"--max-fixes {told.max_fixes} was reached"
    return ""
