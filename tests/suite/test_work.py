"""What became of fixes that share a step."""

from __future__ import annotations

from remediations.changes_running import UnitAction
from remediations.fix import Declaration, Offence
from remediations.plan import Step
from reports.findings import Observation
from suite import work
from suite.fixes import Fix
from suite.work import Work


def _fix(tag: str, held_back: str) -> Fix:
    return Fix(tag, Declaration("safe", ("unit:*",)), _fix, (Offence(f"house.{tag}", {}),), held_back)


def test_a_fix_that_was_held_back_did_not_fail() -> None:
    """It shares a reload with one that was applied, and its row is as before: that is what holding back means, and no reason to take the reload back."""
    shared = Step(1, ("close", "harden"), UnitAction("daemon-reload", ""), "", "", "")
    todo = Work({"close": _fix("close", ""), "harden": _fix("harden", "it restarts something")}, made=[shared])
    before = {id_: Observation(id_, "not met", "open") for id_ in ("house.close", "house.harden")}

    assert work.idle(todo, before, {**before, "house.close": Observation("house.close", "met", "")}) == set()
    assert work.idle(todo, before, before) == {"close"}


def test_what_no_fix_helps_asks_for_none() -> None:
    """A step that says so leaves its row to a person; a fix made all the same would restart something, and be taken back, at every repair."""
    seen = Observation("house.door", "not met", "the door leads nowhere", {"by_hand": True})

    assert seen.beyond_fixes
    assert not Observation("house.door", "not met", "open", {"by_hand": False}).beyond_fixes
    assert not Observation("house.door", "not met", "open").beyond_fixes
