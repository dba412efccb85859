"""Carries a plan out: host changes by the hands, changes of other systems by their clients; every one journalled before and after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from probes.unseen import Unseen
from remediations import host, journal, kinds, systems, wayin
from remediations.changes import ApiChange, Change, Json
from remediations.changes_proxmox import RestartContainer
from remediations.hands import Hands
from remediations.plan import Draft, Plan, Step, order
from remediations.refusals import Refusal, TargetLost
from remediations.target.journal import UNSETTLED
from remediations.toolkit import Tools

Row = dict[str, Any]


def is_api(change: Change) -> bool:
    return isinstance(change, kinds.API)


def make(tools: Tools, drafts: Sequence[Draft]) -> Plan:
    """The plan for these drafts on what is there now; changes nothing. Raises Unseen when a system cannot be asked."""
    return _planned(tools, order(drafts))


def again(tools: Tools, kept: Plan) -> Plan:
    """The same steps in the same order, planned on what is there now."""
    return _planned(tools, [(step.change, step.fixes) for step in kept.steps])


def _planned(tools: Tools, ordered: Sequence[tuple[Change, tuple[str, ...]]]) -> Plan:
    on_host = iter(tools.hands.plan([change for change, _ in ordered if not is_api(change)]))
    pretended: dict[str, Json] = {}
    steps = []
    for seq, (change, tags) in enumerate(ordered, 1):
        planned = systems.look(tools, cast("ApiChange", change), pretended) if is_api(change) else next(on_host)
        steps.append(Step(seq, tags, change, planned.base, planned.after, planned.diff, planned.holds, planned.ends, planned.refused))
    return Plan(tools.hands.target, tuple(steps))


def apply(tools: Tools, step: Step) -> bool:
    """Make one step; False when it was so already. Raises Refusal: the old state is there, unless it says "stuck"."""
    if step.refused:
        raise Refusal("unsafe", step.refused)
    try:
        return _apply(tools, step)
    except TargetLost as error:
        raise host.resume(tools, step, error) from error
    except Unseen as error:
        raise Refusal("unseen", f"{step.change.sentence}: {error}") from error
    except OSError as error:
        raise Refusal("failed", f"{step.change.sentence}: {error.filename}: {error.strerror}") from error


def _apply(tools: Tools, step: Step) -> bool:
    if isinstance(step.change, RestartContainer):
        return wayin.restart(tools, step)
    if is_api(step.change):
        return systems.apply(tools, step, cast("ApiChange", step.change))
    return wayin.apply(tools, step) if wayin.cuts(step.change) else host.apply(tools, step)


def take_back(tools: Tools, run: str, folder: Path, chosen: Sequence[int] | None = None) -> list[Row]:
    """Take back a run's steps, all or the chosen ones, last first. Rows: seq, place, sentence, undone, because. Goes on after a failure."""
    api = [(seq, line) for seq, line in sorted(journal.last_words(folder).items(), reverse=True) if _was_made(line, seq, chosen)]
    rows = [systems.undo(tools, folder, seq, line) for seq, line in api]
    on_host = tools.hands.rollback(run, chosen, allow_disruption=tools.allow_disruption)
    for row in on_host:
        journal.write(folder, "undone" if row["undone"] else "not undone", row["seq"])
    return [*rows, *on_host]


def _was_made(line: Row, seq: int, chosen: Sequence[int] | None) -> bool:
    return "seen" in line and line["line"] in ("done", "undoing") and (chosen is None or seq in chosen)


def left(hands: Hands, reports: Path) -> bool:
    """Whether a run was broken off, or goes on just now. Raises TargetLost."""
    rows = hands.journal()
    broken = any(change["state"] in UNSETTLED for row in rows for change in row["changes"].values())
    return broken or any(not row["ended"] or row["fired"] for row in rows) or bool(journal.unsettled(reports))


def recover(tools: Tools, reports: Path) -> list[str]:
    """Settle changes of other systems that a killed run left between intent and done; a sentence for each."""
    return [systems.settle(tools, folder, line) for folder, line in journal.unsettled(reports)]
