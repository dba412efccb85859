"""Which scenarios run: those asked for, each tied to its requirement; active ones only when allowed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from suite import wiring
from suite.ahead import QUESTIONS as HOSTS
from suite.audit import Audit
from suite.names import unknown
from suite.outcomes import REQUIREMENT, NotObserved


def tie(items: list[pytest.Item], audit: Audit) -> None:
    """Tell each scenario's item which requirement it observes."""
    for item in items:
        for mark in item.iter_markers():
            if mark.name in audit.promises:
                item.stash[REQUIREMENT] = mark.name
                vars(item)["location"] = (item.nodeid.partition("::")[0], None, item.name)  # else pytest points into pytest-bdd


def refuse_malformed(audit: Audit) -> None:
    """Raises UsageError when a scenario, selected or not, could not be trusted to run."""
    if said := wiring.malformed(audit.scenarios, audit.requirements):
        raise pytest.UsageError("\n".join(said))


def refuse_unconnected(audit: Audit, fixes: Collection[str]) -> None:
    """Raises UsageError when a selected scenario lacks a step or its fix, or --only-fix names no fix."""
    if said := wiring.unconnected((audit.promises[id_] for id_ in sorted(audit.selected)), fixes):
        raise pytest.UsageError("\n".join(said))
    for tag in audit.options.only_fix:
        if tag not in fixes:
            raise pytest.UsageError(unknown("fix", tag, fixes))


def refuse_lost(audit: Audit, items: list[pytest.Item], config: pytest.Config) -> None:
    """Raises UsageError when the whole folder was asked for, and pytest collected other scenarios than were parsed."""
    collected = {item.stash[REQUIREMENT] for item in items if REQUIREMENT in item.stash}
    if lost := sorted(set(audit.promises) - collected):
        whole = any("::" not in str(arg) and Path(str(arg)).resolve() in {audit.folder, *audit.folder.parents} for arg in config.args)
        if whole:
            msg = f"pytest did not collect {', '.join(lost)}; features/test_features.py must bind every feature"
            raise pytest.UsageError(msg)


def arrange(items: list[pytest.Item], audit: Audit) -> None:
    """Scenarios that ask no host come first: while they run, the hosts answer the others."""
    asking = {id_ for id_, promise in audit.promises.items() if wiring.subjects(promise).intersection(HOSTS)}
    items.sort(key=lambda item: item.stash.get(REQUIREMENT, None) in asking)


def settle(items: list[pytest.Item], audit: Audit) -> None:
    """Note what is left after every other selection: -k, -m, paths."""
    audit.selected = {item.stash[REQUIREMENT] for item in items if REQUIREMENT in item.stash}
    audit.narrowed = bool(audit.options.requirements) or audit.selected != set(audit.promises)


def keep(items: list[pytest.Item], audit: Audit, config: pytest.Config) -> None:
    """Leave only what --requirement names, or what the gate asks. Raises UsageError for an id that does not exist."""
    wanted = set(audit.options.requirements)
    for id_ in audit.options.requirements:
        if id_ not in audit.requirements:
            raise pytest.UsageError(unknown("requirement", id_, audit.requirements))
    if audit.options.gate:
        wanted = {id_ for id_, promise in audit.promises.items() if "gate" in promise.tags}
    if wanted:
        dropped = [item for item in items if item.stash.get(REQUIREMENT, None) not in wanted]
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item.stash.get(REQUIREMENT, None) in wanted]


def allow(item: pytest.Item, audit: Audit) -> None:
    """Raises NotObserved for an active observation that neither estate nor command line allows."""
    if not audit.active and audit.promises and "active" in audit.promises[item.stash[REQUIREMENT]].tags:
        msg = "an active observation, not allowed in this run; --active allows it"
        raise NotObserved(msg)
