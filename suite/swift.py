"""What a run of pytest spends for nothing that an audit needs, and does not here.

pytest-bdd tries every fixture of a run on every step of every scenario, a tenth of an audit's time; here each sentence is looked up once. Which
definitions a scenario may see is still for pytest to say. And a process that keeps nearly all it makes, for seconds, need not be searched for
garbage at every turn, nor be taken apart piece by piece at its end, which are a tenth each.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.steps import step_function_context_registry

from suite import audit
from suite.sentences import fitting

SCENARIO: Any = importlib.import_module("pytest_bdd.scenario")  # "from pytest_bdd import scenario" is the function of that name
SELDOM = 50_000, 20, 100
"""When Python looks for garbage: new objects, and rounds of the younger generations."""


def pytest_addoption() -> None:
    """The first hook of a run."""
    gc.set_threshold(*SELDOM)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if audit.of(config) and hasattr(SCENARIO, "find_fixturedefs_for_step"):
        SCENARIO.find_fixturedefs_for_step = find


def pytest_unconfigure() -> None:
    """What is left goes with the process."""
    gc.freeze()


def find(step: Any, fixturemanager: Any, node: pytest.Item) -> Iterator[Any]:
    """The step definitions that fit a step and that its scenario may see: what ``pytest_bdd.scenario.find_fixturedefs_for_step`` finds."""
    for name in _fitting(fixturemanager, step.type, step.name):
        for definition in getfixturedefs(fixturemanager, name, node) or ():
            if definition.func in step_function_context_registry:
                yield definition


@cache
def _fitting(fixturemanager: Any, kind: str, sentence: str) -> tuple[str, ...]:
    names = _names(fixturemanager)
    return tuple(name for one in fitting(kind, sentence) for name in names.get(id(one), ()))


@cache
def _names(fixturemanager: Any) -> dict[int, list[str]]:
    """The fixtures that pytest knows a step definition by, by the definition's identity."""
    named: dict[int, list[str]] = {}
    held = fixturemanager._arg2node2fixturedefs  # noqa: SLF001  (what get_fixture_names lists; there is no public way)
    for name in get_fixture_names(fixturemanager):
        for definition in (one for definitions in held.get(name, {}).values() for one in definitions):
            if context := step_function_context_registry.get(definition.func):
                named.setdefault(id(context), []).append(name)
    return named
