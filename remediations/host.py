"""One change on the host: journalled here, made there; a link that is lost meanwhile is made anew, and what it left is settled."""

from __future__ import annotations

from contextlib import suppress

from probes.unseen import Unseen
from remediations import journal, kinds
from remediations.plan import Step
from remediations.refusals import Refusal, TargetLost
from remediations.toolkit import Tools


def apply(tools: Tools, step: Step) -> bool:
    """Make one step on the host; False when it was so already. Raises Refusal, TargetLost, and OSError where nothing can be written down here."""
    journal.write(tools.folder, "intent", step.seq, change=kinds.as_json(step.change), fixes=step.fixes)
    try:
        done = tools.hands.apply(tools.run, step.seq, step.change, step.base, allow_disruption=tools.allow_disruption)
        journal.write(tools.folder, "done" if done else "nothing", step.seq)
    except Refusal as refusal:
        with suppress(OSError):  # a full disk: the target's own journal knows
            journal.write(tools.folder, "failed", step.seq, why=refusal.sentence)
        raise
    except OSError:
        tools.hands.rollback(tools.run, [step.seq], allow_disruption=tools.allow_disruption)
        raise
    return done


def resume(tools: Tools, step: Step, error: TargetLost) -> Refusal:
    """After a lost link: log in anew, which settles the step to old or new, and say so. Raises TargetLost when there is no way back."""
    try:
        found = tools.hands.renew()
    except Unseen:
        raise error from None
    journal.write(tools.folder, "lost", step.seq, why="; ".join(found))
    return Refusal("lost", f"{step.change.sentence}: the link was lost; {'; '.join(found)}")
