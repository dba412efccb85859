"""Repairs of Backrest: plans keep away from the agents' credentials."""

from __future__ import annotations

from probes.backrest import Backrest
from remediations.changes import Change
from remediations.changes_backrest import TakeFromPlan
from remediations.fix import Offences, fix


@fix("safe", touches=("backrest:plans/*",), scope="backrest")
def spare_credentials(offences: Offences, backrest: Backrest) -> list[Change]:
    """Each offending plan loses exactly what offends; what it took before lies in its snapshots still, which only a person may forget."""
    order = tuple(plan.id for plan in backrest.plans())
    return [
        TakeFromPlan(plan, tuple(held["paths"]), tuple(held["flags"]), tuple(held["hooks"]), order)
        for offence in offences
        for plan, held in offence.data["plans"].items()
    ]
