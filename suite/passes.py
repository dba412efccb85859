"""The order of a run: look, plan, repair, look again; each pass ends its session, so that no fact outlives a repair."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from _pytest.runner import runtestprotocol

from suite import fixes, terminal
from suite.audit import Audit
from suite.fixes import Fix

Protocol = Callable[[pytest.Item, pytest.Item | None], object]


def run(session: pytest.Session, audit: Audit) -> None:
    """A run with --plan or --remediate; a plain audit is pytest's own loop."""
    if audit.options.plan:
        _aloud(session, session.items)
        _repair(session, audit)
        return
    terminal.heading(session.config, "audit", len(session.items))
    held = _provisionally(session, session.items)
    if not _repair(session, audit):
        _release(session.config, held)
        return
    audit.looks.append({})
    terminal.heading(session.config, "audit again", len(session.items))
    _aloud(session, session.items)


def _each(session: pytest.Session, items: Sequence[pytest.Item], protocol: Protocol) -> None:
    for place, item in enumerate(items):
        protocol(item, items[place + 1] if place + 1 < len(items) else None)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)


def _aloud(session: pytest.Session, items: Sequence[pytest.Item]) -> None:
    _each(session, items, lambda item, after: item.config.hook.pytest_runtest_protocol(item=item, nextitem=after))


def _provisionally(session: pytest.Session, items: Sequence[pytest.Item]) -> list[pytest.TestReport]:
    """Run items and tell only the terminal: what a repair may still change is not yet a result for JUnit and others."""
    held: list[pytest.TestReport] = []
    screen = terminal.reporter(session.config)

    def protocol(item: pytest.Item, after: pytest.Item | None) -> None:
        for report in runtestprotocol(item, log=False, nextitem=after):
            held.append(report)
            screen.pytest_runtest_logreport(report=report)

    _each(session, items, protocol)
    return held


def _release(config: pytest.Config, held: list[pytest.TestReport]) -> None:
    """Nothing was repaired: the first look is the result, so everybody else hears of it now."""
    told = config.pluginmanager.subset_hook_caller("pytest_runtest_logreport", remove_plugins=[terminal.reporter(config)])
    for report in held:
        told(report=report)


def _repair(session: pytest.Session, audit: Audit) -> bool:
    """Plan, and with --remediate apply. Says whether anything was changed."""
    wanted = fixes.wanted(audit, fixes.declared(session.config))
    if not wanted:
        return False
    planning = [fixes.item(session, fix, f"plan {fix.tag}", _planner(audit, fix)) for fix in wanted]
    applying = [fixes.item(session, fix, fix.tag, _applier(audit, fix, place)) for place, fix in enumerate(wanted)]
    terminal.heading(session.config, "repair", len(wanted))
    _aloud(session, planning if audit.options.plan else [*planning, *applying])
    return any(repair.state in ("done", "failed") for repair in audit.repairs.values())


def _planner(audit: Audit, fix: Fix) -> Callable[[pytest.FixtureRequest], None]:
    def plan(request: pytest.FixtureRequest) -> None:
        fix.changes = list(request.getfixturevalue(fix.tag))
        audit.repairs[fix.tag] = fixes.repair(fix, "planned" if fix.changes else "nothing to do")

    return plan


def _applier(audit: Audit, fix: Fix, place: int) -> Callable[[pytest.FixtureRequest], None]:
    def apply(request: pytest.FixtureRequest) -> None:
        if why := fixes.held_back(fix, audit, place):
            audit.repairs[fix.tag] = fixes.repair(fix, "held back", why)
            pytest.skip(why)
        audit.repairs[fix.tag] = fixes.repair(fix, "failed")
        for change in fix.changes:
            change.apply(request.getfixturevalue("agents"))
        audit.repairs[fix.tag] = fixes.repair(fix, "done", done=[str(change) for change in fix.changes])

    return apply
