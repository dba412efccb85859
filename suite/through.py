"""A row with a waiver is looked at to its end: a violation that was accepted must not hide another behind it, which nobody accepted."""

from __future__ import annotations

import importlib
from collections.abc import Generator
from typing import Any

import pytest

from probes.unseen import Unseen
from steps.outcomes import Attested, DoesNotApply, Violation
from suite import audit
from suite.outcomes import REQUIREMENT

SCENARIO: Any = importlib.import_module("pytest_bdd.scenario")  # "from pytest_bdd import scenario" is the function of that name
BROKEN: pytest.StashKey[list[Violation]] = pytest.StashKey()
step_by_step = SCENARIO._execute_step_function  # noqa: SLF001  (pytest-bdd has no hook around a step)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if audit.of(config):
        SCENARIO._execute_step_function = go_on  # noqa: SLF001  (as above)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    found, id_ = audit.of(pyfuncitem.config), pyfuncitem.stash.get(REQUIREMENT, None)
    if not found or id_ not in found.waivers:
        return (yield)
    pyfuncitem.stash[BROKEN] = []
    result = yield
    if broken := pyfuncitem.stash[BROKEN]:
        raise together(broken)
    return result


def go_on(request: pytest.FixtureRequest, scenario: Any, step: Any, context: Any) -> None:
    """One step as pytest-bdd executes it; in a row with a waiver, a violation is kept and the next step follows, unless that one would do something."""
    broken = request.node.stash.get(BROKEN, None)
    if broken and step.type == "when":
        raise together(broken, step.name)
    try:
        step_by_step(request, scenario, step, context)
    except Violation as violation:
        if broken is None or step.type != "then":
            raise
        broken.append(violation)
    except (Unseen, DoesNotApply, Attested) as end:
        if broken:
            raise together(broken, step.name) from end
        raise


def together(broken: list[Violation], unseen: str = "") -> Violation:
    """All that did not hold, as one; ``unseen`` is the step at which nobody could look further."""
    said = [*dict.fromkeys(one.seen for one in broken), *([f"not looked at further than: {unseen}"] if unseen else [])]
    return Violation("; ".join(said), **broken[0].offence)
