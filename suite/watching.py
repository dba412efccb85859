"""What a scenario did while it ran: its steps, the facts they held, and what was asked of whom."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import is_dataclass
from typing import Any

import pytest

from probes import evidence
from probes.evidence import Asked
from probes.fields import Section
from reports import redact
from reports.findings import Held, Step
from suite import audit
from suite.ahead import QUESTIONS, SYSTEMS

STEPS: pytest.StashKey[list[Step]] = pytest.StashKey()
ASKABLE = {*QUESTIONS, *SYSTEMS}
"""Who is asked is no fact: these remember all that they were ever told."""
ASKED: pytest.StashKey[list[Asked]] = pytest.StashKey()


def steps(item: pytest.Item) -> tuple[Step, ...]:
    noted: list[Step] = item.stash[STEPS]
    return tuple(noted)


def asked(item: pytest.Item) -> tuple[Asked, ...]:
    heard: list[Asked] = item.stash[ASKED]
    return tuple(heard)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.stash[STEPS], item.stash[ASKED] = [], []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Note why a run was stopped, by somebody or by itself."""
    try:
        return (yield)
    except (KeyboardInterrupt, pytest.exit.Exception) as stop:
        if found := audit.of(session.config):
            found.note = str(stop) or "the run was interrupted"
        raise


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    with evidence.listening() as heard:
        pyfuncitem.stash[ASKED] = heard
        return (yield)


def pytest_bdd_after_step(request: pytest.FixtureRequest, step: Any, step_func_args: dict[str, object]) -> None:
    _note(request.node, step, "held", step_func_args)


def pytest_bdd_step_error(request: pytest.FixtureRequest, step: Any, step_func_args: dict[str, object]) -> None:
    _note(request.node, step, "did not hold", step_func_args)


def _note(item: pytest.Item, step: Any, held: Held, arguments: dict[str, object]) -> None:
    noted = item.stash.setdefault(STEPS, [])
    told = {fact for one in noted for fact in one.facts.values()}
    facts = {name: redact.text(repr(value), redact.CAP) for name, value in arguments.items() if name not in ASKABLE and _is_fact(value)}
    noted.append(Step(f"{step.keyword} {step.name}", held, {name: fact for name, fact in facts.items() if fact not in told}))


def _is_fact(value: object) -> bool:
    """Frozen values of the probes, alone or several; never hosts, clients or the estate."""
    if isinstance(value, tuple | list | frozenset | set):
        return bool(value) and all(_is_fact(one) for one in value)
    return is_dataclass(value) and not isinstance(value, type | Section) and type(value).__module__.startswith("probes.")
