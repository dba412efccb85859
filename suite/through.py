"""Every row is looked at to its end: one violation must hide no other, from a person, from a waiver, or from a fix."""

from __future__ import annotations

import importlib
from collections.abc import Generator
from typing import Any

import pytest

from steps.outcomes import Violation
from suite import audit
from suite.broken import BROKEN, together

SCENARIO: Any = importlib.import_module("pytest_bdd.scenario")  # "from pytest_bdd import scenario" is the function of that name
step_by_step = SCENARIO._execute_step_function  # noqa: SLF001  (pytest-bdd has no hook around a step)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if audit.of(config):
        SCENARIO._execute_step_function = go_on  # noqa: SLF001  (as above)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    pyfuncitem.stash[BROKEN] = []
    result = yield
    if broken := pyfuncitem.stash[BROKEN]:
        raise together(broken)
    return result


def go_on(request: pytest.FixtureRequest, scenario: Any, step: Any, context: Any) -> None:
    """One step as pytest-bdd executes it; a violation is kept and the next step follows, unless that one would do something."""
    broken = request.node.stash.get(BROKEN, None)
    if broken and step.type == "when":
        raise together(broken, step.name)
    try:
        step_by_step(request, scenario, step, context)
    except Violation as violation:
        if broken is None or step.type != "then":
            raise
        broken.append(violation)
