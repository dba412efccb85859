"""The hooks of a run, each a line or two: what they do stands in the modules beside this one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from contextlib import nullcontext
from typing import Any

import pytest

from suite import (
    advice,
    answering,
    audit,
    baseline,
    ending,
    explaining,
    fixes,
    gate,
    keeping,
    matrix,
    options,
    outcomes,
    passes,
    past,
    planshow,
    progress,
    screen,
    selection,
    terminal,
    traces,
    waiving,
)
from suite.repairing import disruption_allowed, hands, offences, tools

__all__ = ["disruption_allowed", "hands", "offences", "tools"]

pytest_plugins = [
    "suite.ahead",
    "suite.swift",
    "suite.subjects",
    "suite.watching",
    "suite.through",
    "suite.patience",
    "suite.logs",
    "suite.gate",
    "suite.baseline",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    options.add(parser)


def asks(config: pytest.Config) -> bool:
    return bool(config.option.list_requirements or config.option.explain or config.option.matrix)


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """A question about the requirements or about earlier runs is answered, and nothing is run; the gate refuses it."""
    if config.option.gate:
        return None
    if past.asked(config):
        return past.answer(config)
    if not asks(config):
        return None
    told = matrix if config.option.matrix else explaining
    sys.stdout.write("\n".join(told.answer(config, audit.scenarios(config))) + "\n")
    return 0


def pytest_configure(config: pytest.Config) -> None:
    if not audit.meant(config) or config.option.help or asks(config):
        return
    found = audit.scenarios(config)
    for tag in {tag for scenario in found for tag in scenario.tags}:
        config.addinivalue_line("markers", tag)
    if not config.option.collectonly:
        config.stash[audit.AUDIT] = audit.begin(config, found)
        gate.begin(config, config.stash[audit.AUDIT])
        planshow.refuse_unasked(config)
        screen.hush(config)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if found := audit.of(config):
        selection.refuse_malformed(found)
        selection.tie(items, found)
        selection.refuse_lost(found, items, config)
        selection.keep(items, found, config)
        selection.arrange(items, found)


def pytest_collection_finish(session: pytest.Session) -> None:
    if found := audit.of(session.config):
        selection.settle(session.items, found)
        selection.refuse_unconnected(found, fixes.declared(session.config))
        found.kept = keeping.read(found, fixes.declared(session.config))
        progress.heading(session.config, f"audit of {found.estate.name} ({found.estate_file})", len(session.items))
        threading.Thread(target=ending.prepare, name="loads the page", daemon=True).start()  # while the hosts work


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    found = audit.of(session.config)
    if found is None or found.options.mode in {"audit", "gate"} or session.testsfailed:
        return None
    passes.run(session, found)
    return True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    found = audit.of(item.config)
    if found and outcomes.REQUIREMENT in item.stash:
        selection.allow(item, found)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if found := audit.of(item.config):
        id_ = item.stash.get(outcomes.REQUIREMENT, None)
        observation = outcomes.observe(item, call, report, found.looks[-1].get(id_)) if id_ else None
        if observation:
            found.looks[-1][observation.id] = observation
            outcomes.say(report, waiving.shown(found, observation))
        traces.clean(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if audit.of(collector.config):
        traces.clean(report)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_internalerror(excrepr: Any) -> None:
    traces.scrub(excrepr)


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(report: pytest.TestReport, config: pytest.Config) -> tuple[str, str, str] | None:
    return screen.status(report) if audit.of(config) else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    found = audit.of(session.config)
    if found is None or not session.items or session.exitstatus == pytest.ExitCode.USAGE_ERROR:
        with screen.hush_the_end(session.config) if found and session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED else nullcontext():
            yield
        return terminal.nothing(session) if found else None
    waiving.write(found)
    session.exitstatus, document, findings = ending.finish(session.config, found, session.exitstatus)
    with screen.hush_the_end(session.config):
        yield
    try:
        where = terminal.path(ending.write(found, document))
    except OSError as error:
        where, session.exitstatus = f"the report could not be written: {error}", pytest.ExitCode.INTERNAL_ERROR
    if found.options.gate:
        return answering.conclude(session, findings, document, where)
    last = terminal.Last(
        advice.notes(found, findings, document),
        baseline.verdict(document),
        advice.after(found, findings, fixes.declared(session.config)),
        where,
        found.stopped,
    )
    terminal.conclude(session.config, findings, last)
    return None
