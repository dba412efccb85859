"""The order of a run: look, plan, repair, look again; each pass ends its session, so that no fact outlives a repair."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from remediations.plan import last_tags
from suite import fixes, patience, progress, repairing, screen, work
from suite.audit import Audit
from suite.work import Work

Protocol = Callable[[pytest.Item, pytest.Item | None], object]


def run(session: pytest.Session, audit: Audit) -> None:
    """A run with --plan or --remediate; a plain audit is pytest's own loop."""
    if audit.options.plan:
        _aloud(session, session.items)
        _repair(session, audit)
        return
    held = _provisionally(session, session.items)
    todo = _repair(session, audit)
    if not todo.made:
        _release(session.config, held)
        return
    audit.looks.append({})
    screen.forget(session.config)
    progress.heading(session.config, "audit again", len(session.items))
    _aloud(session, session.items)
    _take_back(session, audit, todo)


def _each(session: pytest.Session, items: Sequence[pytest.Item], protocol: Protocol, then: pytest.Item | None = None) -> None:
    """Run items; ``then`` is one that will follow, so that the session's fixtures live on."""
    for item, after in zip(items, [*items[1:], then], strict=True):
        protocol(item, after)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)


def _aloud(session: pytest.Session, items: Sequence[pytest.Item], then: pytest.Item | None = None) -> None:
    _each(session, items, lambda item, after: item.config.hook.pytest_runtest_protocol(item=item, nextitem=after), then)


def _provisionally(session: pytest.Session, items: Sequence[pytest.Item]) -> list[pytest.TestReport]:
    """Run items and tell only the terminal: what a repair may still change is not yet a result for JUnit and others."""
    held: list[pytest.TestReport] = []
    tellers = (screen.reporter(session.config), session.config.stash[progress.PROGRESS])

    def protocol(item: pytest.Item, after: pytest.Item | None) -> None:
        for report in patience.look(item, after):
            held.append(report)
            for teller in tellers:
                teller.pytest_runtest_logreport(report)

    _each(session, items, protocol)
    return held


def _unless_well(item: pytest.Item, after: pytest.Item | None) -> None:
    """Run an item of which is told only that it failed."""
    for report in patience.look(item, after):
        if report.failed:
            item.ihook.pytest_runtest_logreport(report=report)


def _release(config: pytest.Config, held: list[pytest.TestReport]) -> None:
    """Nothing was repaired: the first look is the result, so everybody else hears of it now."""
    told = config.pluginmanager.subset_hook_caller(
        "pytest_runtest_logreport", remove_plugins=[screen.reporter(config), config.stash[progress.PROGRESS]]
    )
    for report in held:
        told(report=report)


def _repair(session: pytest.Session, audit: Audit) -> Work:
    """Draft and plan; with --remediate apply."""
    tags = last_tags(audit.kept) if audit.kept else None
    todo = Work({fix.tag: fix for fix in fixes.wanted(audit, fixes.declared(session.config), tags)}, audit.kept)
    if not todo.fixes:
        if audit.options.remediate:
            _each(session, repairing.settlement(session), _unless_well)
        return todo
    audit.work = todo
    drafts, applications = repairing.drafts(session, todo), repairing.applications(session, todo)
    progress.heading(session.config, "plan", len(drafts))
    _aloud(session, drafts, applications[0] if audit.options.remediate else None)
    if audit.options.remediate:
        progress.heading(session.config, "repair", len(applications))
        _aloud(session, sorted(applications, key=lambda item: todo.order().index(item.name)))
    return todo


def _take_back(session: pytest.Session, audit: Audit, todo: Work) -> None:
    """What the second look does not bear out is taken back: verified by looking, not on the fix's word."""
    todo.idle = work.idle(todo, audit.looks[0], audit.looks[-1])
    if items := repairing.withdrawals(session, todo):
        progress.heading(session.config, "take back what did not help", len(items))
        _aloud(session, items)
