"""Changes of Backrest: what one plan takes. The whole configuration is written back under its modno; its secrets stay in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from probes.backrest import Backrest
from probes.backrest_plans import flags_of, mark
from probes.http_api import call
from remediations.changes import Json, Stale
from remediations.refusals import Refusal

TRIES = 3
BAD_REQUEST = 400
_seen_hooks: dict[str, Any] = {}
"""Flags and hooks of this run by their mark. They may hold secrets, so no journal keeps them: only this run can put one back."""


@dataclass(frozen=True, slots=True)
class TakeFromPlan:
    """A plan without these paths, flags and hooks (the latter two by their marks); one that is left without a path goes whole. ``order``: all plans."""

    plan: str
    paths: tuple[str, ...]
    flags: tuple[str, ...]
    hooks: tuple[str, ...]
    order: tuple[str, ...]
    system: ClassVar[str] = "backrest"

    @property
    def sentence(self) -> str:
        kinds = {"path": self.paths, "flag": self.flags, "hook": self.hooks}
        parts = [f"{len(what)} {kind}{'s' * (len(what) > 1)}" for kind, what in kinds.items() if what]
        return f"take {' and '.join(parts)} out of Backrest plan {self.plan}, and the plan away if no path is left; snapshots stay"

    @property
    def place(self) -> str:
        return f"backrest:plans/{self.plan}"

    def look(self, client: Backrest, /) -> Json:
        """The plan with flags and hooks as marks; None when there is none of that name."""
        found = [plan for plan in client.config().get("plans", ()) if plan["id"] == self.plan]
        return _shown(found[0]) if found else None

    def want(self, seen: Json, /) -> Json:
        if seen is None:
            return None
        paths = [path for path in seen["paths"] if path not in self.paths]
        flags, hooks = ([held for held in seen[kind] if held not in gone] for kind, gone in (("flags", self.flags), ("hooks", self.hooks)))
        return {**seen, "paths": paths, "flags": flags, "hooks": hooks} if paths else None

    def put(self, client: Backrest, wanted: Json, seen: Json, /) -> None:
        """Raises Stale when the plan is not ``seen`` any more, Refusal when Backrest refuses or a hook cannot be put back."""
        for _ in range(TRIES):
            config = client.config()
            if self._state(config) != seen:
                raise Stale(f"plan {self.plan} is another now")
            config["plans"] = self._plans(config.get("plans", []), wanted)
            answer = call(client.caller, self.place, "POST", "/v1.Backrest/SetConfig", json=config)
            if answer.status_code < BAD_REQUEST:
                return
            if "modno" not in answer.text:
                break
        raise Refusal("failed", f"Backrest refused the change of plan {self.plan} ({answer.status_code}: {_words(answer)})")

    def _state(self, config: dict[str, Any]) -> Json:
        return next((_shown(plan) for plan in config.get("plans", ()) if plan["id"] == self.plan), None)

    def _plans(self, plans: list[dict[str, Any]], wanted: Json) -> list[dict[str, Any]]:
        others = [plan for plan in plans if plan["id"] != self.plan]
        if wanted is None:
            return others
        before = set(self.order[: self.order.index(self.plan)])
        at = 1 + max((index for index, plan in enumerate(others) if plan["id"] in before), default=-1)
        return [*others[:at], self._built(wanted), *others[at:]]

    def _built(self, wanted: Json) -> dict[str, Any]:
        try:
            flags, hooks = ([_seen_hooks[name] for name in wanted[kind]] for kind in ("flags", "hooks"))
        except KeyError as error:
            msg = f"the flags and hooks of plan {self.plan} are in no journal, since they may hold secrets; Backrest keeps older configurations beside its own"
            raise Refusal("stuck", msg) from error
        rest = {key: value for key, value in wanted.items() if key not in {"flags", "hooks"}}
        return {**rest, **({"backup_flags": flags} if flags else {}), **({"hooks": hooks} if hooks else {})}


def _shown(plan: dict[str, Any]) -> Json:
    """A plan as a journal may hold it."""
    flags, hooks = flags_of(plan), list(plan.get("hooks", ()))
    _seen_hooks.update({mark(held): held for held in (*flags, *hooks)})
    plain = {key: value for key, value in plan.items() if key not in {"backup_flags", "backupFlags", "hooks"}}
    return {**plain, "paths": list(plan.get("paths", ())), "flags": [mark(flag) for flag in flags], "hooks": [mark(hook) for hook in hooks]}


def _words(answer: Any) -> str:
    try:
        return str(answer.json().get("message", ""))
    except ValueError:
        return "no reason given"
