"""Carries a plan out: host changes by the hands, changes of other systems by their clients; every one journalled before and after."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from remediations import journal, kinds
from remediations.changes import ApiChange, Change, Json, Stale
from remediations.hands import Hands, Planned, Refusal
from remediations.plan import Draft, Plan, Step, order


@dataclass(frozen=True, slots=True)
class Tools:
    """``client`` gives a system's client by its fixture's name; ``folder`` is the run's report folder, where the journal lies."""

    run: str
    hands: Hands
    client: Callable[[str], Any]
    folder: Path
    allow_disruption: bool = False


def is_api(change: Change) -> bool:
    return isinstance(change, kinds.API)


def make(tools: Tools, drafts: Sequence[Draft]) -> Plan:
    """The plan for these drafts on what is there now; changes nothing. Raises Unseen when a system cannot be asked."""
    ordered = order(drafts)
    host = iter(tools.hands.plan([change for change, _ in ordered if not is_api(change)]))
    pretended: dict[str, Json] = {}
    steps = []
    for seq, (change, tags) in enumerate(ordered, 1):
        planned = _look(tools, cast("ApiChange", change), pretended) if is_api(change) else next(host)
        steps.append(Step(seq, tags, change, planned.base, planned.after, planned.diff, planned.holds, planned.ends, planned.refused))
    return Plan(tools.hands.target, tuple(steps))


def again(tools: Tools, kept: Plan) -> Plan:
    """The same steps, planned on what is there now."""
    return make(tools, [Draft(tag, tuple(step.change for step in kept.of(tag))) for tag in _tags(kept)])


def _tags(plan: Plan) -> list[str]:
    return list(dict.fromkeys(tag for step in plan.steps for tag in step.fixes))


def _look(tools: Tools, change: ApiChange, pretended: dict[str, Json]) -> Planned:
    seen = pretended[change.place] if change.place in pretended else change.look(tools.client(change.system))
    wanted = pretended[change.place] = change.want(seen)
    return Planned(digest(seen), digest(wanted), _diff(change.place, seen, wanted), digest(seen) == digest(wanted))


def digest(state: Json) -> str:
    """One hash of a JSON state."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _diff(place: str, seen: Json, wanted: Json) -> str:
    before, after = (json.dumps(state, indent=1, sort_keys=True, ensure_ascii=False).splitlines() for state in (seen, wanted))
    return "\n".join(difflib.unified_diff(before, after, f"a/{place}", f"b/{place}", lineterm="", n=2))


def apply(tools: Tools, step: Step) -> bool:
    """Make one step; False when it was so already. Raises Refusal: the old state is there, unless it says "stuck"."""
    if step.refused:
        raise Refusal("unsafe", step.refused)
    if is_api(step.change):
        return _apply_api(tools, step, cast("ApiChange", step.change))
    journal.write(tools.folder, "intent", step.seq, change=kinds.as_json(step.change), fixes=step.fixes)
    try:
        done = tools.hands.apply(tools.run, step.seq, step.change, step.base, allow_disruption=tools.allow_disruption)
    except Refusal as refusal:
        journal.write(tools.folder, "failed", step.seq, why=refusal.sentence)
        raise
    journal.write(tools.folder, "done" if done else "nothing", step.seq)
    return done


def _apply_api(tools: Tools, step: Step, change: ApiChange) -> bool:
    client = tools.client(change.system)
    seen = change.look(client)
    if digest(seen) != step.base:
        raise Refusal("stale", f"{change.place} is no longer what the plan was made on")
    wanted = change.want(seen)
    if digest(seen) == digest(wanted):
        return False
    journal.write(tools.folder, "intent", step.seq, change=kinds.as_json(change), fixes=step.fixes, seen=seen, wanted=wanted)
    try:
        _make(change, client, wanted, seen)
    except Refusal as refusal:
        journal.write(tools.folder, "failed", step.seq, why=refusal.sentence)
        raise
    journal.write(tools.folder, "done", step.seq)
    return True


def _make(change: ApiChange, client: Any, wanted: Json, seen: Json) -> None:
    """Put what is wanted; when it does not come out so, put back what was seen."""
    try:
        _put(change, client, wanted, seen)
    except Refusal as refusal:
        if refusal.why == "failed":
            try:
                _put(change, client, seen, change.look(client))
            except Refusal as second:
                raise Refusal("stuck", f"{refusal.sentence}; and it could not be taken back: {second.sentence}") from refusal
        raise


def _put(change: ApiChange, client: Any, wanted: Json, seen: Json) -> None:
    try:
        change.put(client, wanted, seen)
    except Stale as error:
        raise Refusal("stale", f"{change.place} was changed by somebody else meanwhile: {error}") from error
    if digest(change.look(client)) != digest(wanted):
        raise Refusal("failed", f"{change.place} is not what was wanted after the change")


def take_back(tools: Tools, run: str, folder: Path, chosen: Sequence[int] | None = None) -> list[dict[str, Any]]:
    """Take back a run's steps, all or the chosen ones, last first. Rows: seq, place, sentence, undone, because. Goes on after a failure."""
    api = [(seq, line) for seq, line in sorted(journal.last_words(folder).items(), reverse=True) if _was_made(line, seq, chosen)]
    rows = [_undo_api(tools, folder, seq, line) for seq, line in api]
    host = tools.hands.rollback(run, chosen, allow_disruption=tools.allow_disruption)
    for row in host:
        journal.write(folder, "undone" if row["undone"] else "not undone", row["seq"])
    return [*rows, *host]


def _was_made(line: dict[str, Any], seq: int, chosen: Sequence[int] | None) -> bool:
    return "seen" in line and line["line"] in ("done", "undoing") and (chosen is None or seq in chosen)


def _undo_api(tools: Tools, folder: Path, seq: int, line: dict[str, Any]) -> dict[str, Any]:
    change = cast("ApiChange", kinds.from_json(line["change"]))
    told = {"seq": seq, "place": change.place, "sentence": change.sentence}
    client = tools.client(change.system)
    now = change.look(client)
    if digest(now) not in (digest(line["seen"]), digest(line["wanted"])):
        return {**told, "undone": False, "because": f"{change.place} was changed since by somebody else"}
    try:
        journal.write(folder, "undoing", seq)
        _put(change, client, line["seen"], now)
        journal.write(folder, "undone", seq)
    except Refusal as refusal:
        return {**told, "undone": False, "because": refusal.sentence}
    return {**told, "undone": True}


def recover(tools: Tools, reports: Path) -> list[str]:
    """Settle changes of other systems that a killed run left between intent and done; a sentence for each."""
    return [_settle(tools, folder, line) for folder, line in journal.unsettled(reports)]


def _settle(tools: Tools, folder: Path, line: dict[str, Any]) -> str:
    change = cast("ApiChange", kinds.from_json(line["change"]))
    now = digest(change.look(tools.client(change.system)))
    sides = {digest(line["wanted"]): ("done", "was changed already and is kept"), digest(line["seen"]): ("undone", "has its old state")}
    word, sentence = sides.get(now, ("lost", "holds neither the old nor the new state: left alone"))
    journal.write(folder, word, line["seq"], recovered=True)
    return f"run {folder.name} was interrupted: {change.place} {sentence}"
