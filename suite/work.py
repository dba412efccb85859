"""The work of one repair: drafts become one plan, and the plan is carried forward fix by fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from remediations import tools
from remediations.plan import Draft, Plan, Step, last_tags
from remediations.refusals import Refusal
from remediations.toolkit import Tools
from reports.findings import Observation, Planned, Repair, State
from suite.fixes import Fix

Look = dict[str, Observation]


@dataclass(slots=True)
class Work:
    """``kept`` is a plan that was made earlier, in place of drafts. ``made`` are the steps that changed something, ``settled`` the numbers of all that were dealt with, ``failed`` what broke which fix,
    ``idle`` the fixes whose rows were seen just as before.
    """

    fixes: dict[str, Fix]
    kept: Plan | None = None
    drafts: list[Draft] = field(default_factory=list)
    plan: Plan | None = None
    agreed: bool = False
    made: list[Step] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)
    failed: dict[str, Refusal] = field(default_factory=dict)
    taken_back: set[int] = field(default_factory=set)
    idle: set[str] = field(default_factory=set)

    def drafted(self, tag: str) -> bool:
        return self.kept is not None or any(draft.tag == tag for draft in self.drafts)

    def order(self) -> list[str]:
        """The fixes as they are applied: each carries the plan forward to its own last step; those without a step first."""
        stepped = last_tags(self.plan) if self.plan else []
        return [*(tag for tag in self.fixes if tag not in stepped), *stepped]

    def due(self, tag: str) -> list[Step]:
        """What is left to do up to a fix's last step, without what only held back or failed fixes ask for."""
        assert self.plan
        last = max((step.seq for step in self.plan.of(tag)), default=0)
        return [step for step in self.plan.steps if step.seq <= last and step.seq not in self.settled and self._may(step)]

    def _may(self, step: Step) -> bool:
        return any(not self.fixes[tag].held_back and tag not in self.failed for tag in step.fixes)

    def only(self, tags: Sequence[str]) -> list[int]:
        """The steps that were made for these fixes and for no other."""
        return [step.seq for step in self.made if set(step.fixes) <= set(tags)]


def carry_forward(work: Work, with_: Tools, tag: str) -> None:
    """Make what is due. A step that is refused fails the fixes that ask for it, and those that need them, and nobody else."""
    if broken := [need for need in work.fixes[tag].declaration.needs if need in work.failed]:
        work.failed[tag] = Refusal("failed", f"{broken[0]} failed, which has to come first")
        return
    for step in work.due(tag):
        if not work._may(step):  # noqa: SLF001  (a step before it may have failed its fix)
            continue
        work.settled.add(step.seq)
        try:
            if tools.apply(with_, step):
                work.made.append(step)
        except Refusal as refusal:
            work.failed.update(dict.fromkeys(step.fixes, refusal))


def repair(work: Work, fix: Fix) -> Repair:
    """What became of one fix, for the report."""
    steps = work.plan.of(fix.tag) if work.plan else ()
    done = [step for step in work.made if fix.tag in step.fixes and step.seq not in work.taken_back]
    plan = tuple(Planned(step.sentence, step.diff) for step in steps if not step.holds)
    why = fix.held_back or _failure(work, fix.tag) or fix.cause
    return Repair(fix.tag, fix.declaration.kind, _state(work, fix, done), fix.ids, why, plan, tuple(step.sentence for step in done))


def _failure(work: Work, tag: str) -> str:
    if tag in work.failed:
        return work.failed[tag].sentence
    if not work.drafted(tag):
        return "it could not say what to change"
    return "the second look saw the same as the first, so it was taken back" if tag in work.idle else ""


def idle(work: Work, before: Look, after: Look) -> set[str]:
    """The fixes that changed something, and whose every row is seen just as before, or no longer seen at all; a patch waits for a person.

    One that was held back changed nothing, though it shares a step with one that was not.
    """
    applied = {tag for tag, fix in work.fixes.items() if not fix.held_back and fix.declaration.kind != "patch"}
    active = {tag for step in work.made for tag in step.fixes} & applied
    return {tag for tag in active if all(_unmoved(before[id_], after.get(id_)) for id_ in work.fixes[tag].ids)}


def _unmoved(before: Observation, after: Observation | None) -> bool:
    return after is not None and (after.outcome == "unseen" or (after.outcome, after.seen) == (before.outcome, before.seen))


def _state(work: Work, fix: Fix, done: Sequence[Step]) -> State:
    if fix.tag in work.failed or fix.tag in work.idle or not work.drafted(fix.tag):
        return "failed"
    if fix.held_back:
        return "held back"
    if not work.agreed:
        return "planned"
    return "done" if done else "nothing to do"
