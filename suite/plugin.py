"""The hooks of a run, each a line or two: what they do stands in the modules beside this one."""

from __future__ import annotations

import importlib.util
from collections.abc import Generator
from typing import Any

import pytest

from reports import promises
from reports.findings import Evidence
from suite import audit, exits, options, outcomes, passes, selection, terminal, verdicts
from suite.fixes import offences

__all__ = ["offences"]

pytest_plugins = [name for name in ("suite.ahead", "suite.subjects") if importlib.util.find_spec(name)]


def pytest_addoption(parser: pytest.Parser) -> None:
    options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    for promise in promises.read(audit.features(config)) if audit.features(config).is_dir() else ():
        for tag in promise.tags:
            config.addinivalue_line("markers", tag)
    if audit.meant(config) and not config.option.collectonly and not config.option.help:
        config.stash[audit.AUDIT] = audit.begin(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if found := audit.of(config):
        selection.tie(items, found)
        selection.keep(items, found, config)


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    found = audit.of(session.config)
    if found is None or found.options.mode == "audit" or session.testsfailed or session.config.option.collectonly:
        return None
    passes.run(session, found)
    return True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    found = audit.of(item.config)
    if found and outcomes.REQUIREMENT in item.stash:
        item.stash[outcomes.EVIDENCE] = []
        selection.allow(item, found)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    found = audit.of(item.config)
    if found and (id_ := item.stash.get(outcomes.REQUIREMENT, None)):
        observation = outcomes.observe(item, call, found.looks[-1].get(id_))
        if observation:
            found.looks[-1][id_] = observation
            outcomes.say(report, observation)
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Named so that a provisional pass can leave it out of what others hear."""


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    return terminal.status(report)


def pytest_bdd_after_step(request: pytest.FixtureRequest, step: Any, step_func_args: dict[str, object]) -> None:
    outcomes.note(request.node, Evidence(f"{step.keyword} {step.name}", "held", outcomes.facts(step_func_args)))


def pytest_bdd_step_error(request: pytest.FixtureRequest, step: Any, step_func_args: dict[str, object]) -> None:
    outcomes.note(request.node, Evidence(f"{step.keyword} {step.name}", "did not hold", outcomes.facts(step_func_args)))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    found = audit.of(session.config)
    if found is None or session.exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return (yield)
    findings = verdicts.findings(found)
    session.exitstatus = exits.code(found, findings)
    yield
    if tr := terminal.reporter(session.config):
        terminal.table(tr, findings)
        tr.write_line(terminal.counts(findings))
    return None
