"""A plan that outlives its run: kept in a file, and carried out later only when it still fits."""

from __future__ import annotations

import os

import pytest

from remediations import plan as plans
from remediations import tools
from remediations.plan import Plan, PlanStale
from suite import audit
from suite.audit import Audit
from suite.fixes import Declared
from suite.names import unknown
from suite.work import Work


def read(found: Audit, known: Declared) -> Plan | None:
    """The plan of --apply-plan, if that was asked. Raises UsageError for a file that holds none, or one of another suite."""
    if found.options.apply_plan is None:
        return None
    try:
        kept = plans.loads(found.options.apply_plan.read_text())
    except (OSError, ValueError) as error:
        msg = f"{found.options.apply_plan}: {error.strerror if isinstance(error, OSError) else error}"
        raise pytest.UsageError(msg) from error
    for tag in (tag for step in kept.steps for tag in step.fixes):
        if tag not in known:
            raise pytest.UsageError(f"{found.options.apply_plan}: {unknown('fix', tag, known)}")
    return kept


def plan(request: pytest.FixtureRequest, todo: Work) -> Plan:
    """The plan of this run: of its drafts, kept when asked; or the kept one, when every state is still the one that it was made on."""
    found, kit = audit.of(request.config), request.getfixturevalue("tools")
    assert found
    if todo.kept:
        return _still(found, todo.kept, tools.again(kit, todo.kept))
    made = tools.make(kit, todo.drafts)
    if found.options.plan_out:
        _keep(found, made)
    return made


def _still(found: Audit, kept: Plan, now: Plan) -> Plan:
    try:
        plans.refuse_stale(kept, now)
    except PlanStale as stale:
        found.stopped, found.note = "plan stale", str(stale)
        pytest.fail(f"the plan is stale: {stale}", pytrace=False)
    return now


def _keep(found: Audit, made: Plan) -> None:
    assert found.options.plan_out
    fd = os.open(found.options.plan_out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "w") as file:
        file.write(plans.dumps(made) + "\n")
