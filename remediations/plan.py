"""What a run would do, in order, as data: the plan that is shown is the plan that is carried out.

Order: fixes as their needs say, their changes as they list them; a change that several ask for is made once. What only brings into force what
others wrote (daemon-reload, start, restart, reload, reset-failed) comes last, once, with daemon-reload in front, and with a start or restart the
stop that the same fix asks for before it: until then others find the unit at work. A restart of the whole container comes after that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from remediations import kinds
from remediations.changes import Change
from remediations.changes_proxmox import RestartContainer
from remediations.changes_running import Command, UnitAction

SCHEMA = "adr023-plan-1"
LAST = ("daemon-reload", "reset-failed", "start", "try-restart", "restart", "reload")


@dataclass(frozen=True, slots=True)
class Draft:
    """What one fix asks for."""

    tag: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change with what is there before (``base``, a digest), what will be after, and the difference, secrets masked.

    ``holds``: it is so already, nothing will be done. ``ends``: processes of open sessions that it ends. ``refused``: why it cannot be done.
    """

    seq: int
    fixes: tuple[str, ...]
    change: Change
    base: str
    after: str
    diff: str
    holds: bool = False
    ends: int = 0
    refused: str | None = None

    @property
    def sentence(self) -> str:
        ended = f"; this ends {self.ends} processes of open sessions" if self.ends else ""
        return f"{self.change.sentence}{ended}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order in which they are made, for one target."""

    target: str
    steps: tuple[Step, ...]

    @property
    def observed(self) -> str:
        """One hash of every state that the plan was made on."""
        return hashlib.sha256(json.dumps([(step.change.place, step.base) for step in self.steps]).encode()).hexdigest()

    def of(self, tag: str) -> tuple[Step, ...]:
        """The steps that a fix asks for, those that it shares with others among them."""
        return tuple(step for step in self.steps if tag in step.fixes)


class PlanStale(Exception):  # noqa: N818  (it says what happened)
    """What the target holds is not what the plan was made on; nothing was changed."""


def order(drafts: Sequence[Draft]) -> list[tuple[Change, tuple[str, ...]]]:
    """Every change once, with the fixes that ask for it, in the order in which they are to be made."""
    askers: dict[Change, tuple[str, ...]] = {}
    for draft in drafts:
        for change in draft.changes:
            askers[change] = (*askers.get(change, ()), draft.tag)
    paused = {change for draft in drafts for change in _paused(draft)}
    changes = sorted(
        askers, key=lambda change: 2 if change in paused else _phase(change)
    )  # stable: within a phase the drafts' own order holds
    return [(change, tuple(dict.fromkeys(askers[change]))) for change in changes]


def _paused(draft: Draft) -> Iterator[Change]:
    """The stops of units that the same fix starts anew."""
    units = [change for change in draft.changes if isinstance(change, UnitAction)]
    for at, change in enumerate(units):
        if change.verb == "stop" and any(later.verb in ("start", "restart") and later.unit == change.unit for later in units[at:]):
            yield change


def _phase(change: Change) -> int:
    if isinstance(change, RestartContainer):
        return 3
    if isinstance(change, Command) and change.late:
        return 2
    if not isinstance(change, UnitAction) or change.verb not in LAST:
        return 0
    return 1 if change.verb == "daemon-reload" else 2


def last_tags(plan: Plan) -> list[str]:
    """The fixes in the order in which their last step comes: done in this order, each may carry the plan forward to its own last step."""
    last = {tag: step.seq for step in plan.steps for tag in step.fixes}
    return sorted(last, key=lambda tag: last[tag])


def dumps(plan: Plan) -> str:
    """The plan as JSON, for --plan-out."""
    return json.dumps(
        {"schema": SCHEMA, "target": plan.target, "observed": plan.observed, "steps": [_as_json(s) for s in plan.steps]}, indent=1
    )


def _as_json(step: Step) -> dict[str, Any]:
    data = {"fixes": step.fixes, "base": step.base, "after": step.after, "diff": step.diff.splitlines(), "ends": step.ends}
    return {**data, "sentence": step.sentence, "change": kinds.as_json(step.change)}


def loads(text: str) -> Plan:
    """A plan that was kept. Raises ValueError when this is none, or when it was edited by hand."""
    try:
        data = json.loads(text)
        steps = tuple(_from_json(seq, row) for seq, row in enumerate(data["steps"], 1))
        plan = Plan(data["target"], steps)
    except (ValueError, KeyError, TypeError) as error:
        msg = f"not a plan that --plan-out wrote ({error})"
        raise ValueError(msg) from error
    if data.get("schema") != SCHEMA or plan.observed != data["observed"]:
        msg = f"not a {SCHEMA} plan, or edited since it was made"
        raise ValueError(msg)
    return plan


def _from_json(seq: int, row: dict[str, Any]) -> Step:
    change = kinds.from_json(row["change"])
    return Step(
        seq, tuple(row["fixes"]), change, row["base"], row["after"], "\n".join(row["diff"]), row["base"] == row["after"], row["ends"]
    )


def refuse_stale(kept: Plan, now: Plan) -> None:
    """Raises PlanStale when the same changes, planned now, start from or lead to another state."""
    if kept.target != now.target:
        raise PlanStale(f"the plan was made for {kept.target}, not for {now.target}")
    other = [_differs(then, step) for then, step in zip(kept.steps, now.steps, strict=True)]
    if said := [words for words in other if words]:
        raise PlanStale("; ".join(said))


def _differs(then: Step, now: Step) -> str:
    if now.refused:
        return now.refused
    return "" if (then.base, then.after) == (now.base, now.after) else f"{now.change.place} is no longer what the plan was made on"


def shown(steps: Iterable[Step]) -> list[str]:
    """Lines for people: each step's sentence, then its diff."""
    return [line for step in steps for line in (f"{step.seq}. {step.sentence}", *(f"   {text}" for text in _body(step)))]


def _body(step: Step) -> list[str]:
    if step.refused:
        return [f"cannot be done: {step.refused}"]
    return ["nothing to do: it is so already"] if step.holds else step.diff.splitlines()
