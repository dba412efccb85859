"""One change in another system, made of its look, want and put: apply, undo, and settling what a killed run left."""

from __future__ import annotations

import difflib
import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from probes.unseen import Unseen
from remediations import journal, kinds
from remediations.changes import ApiChange, Json, Stale
from remediations.hands import Planned
from remediations.plan import Step
from remediations.refusals import Refusal
from remediations.toolkit import Tools

Line = dict[str, Any]


def look(tools: Tools, change: ApiChange, pretended: dict[str, Json]) -> Planned:
    """What it would do, on what the changes pretended before it leave. Raises Unseen."""
    seen = pretended[change.place] if change.place in pretended else change.look(tools.client(change.system))
    try:
        wanted = pretended[change.place] = change.want(seen)
    except Refusal as refusal:
        return Planned(digest(seen), "", "", holds=False, refused=refusal.sentence)
    return Planned(digest(seen), digest(wanted), _diff(change.place, seen, wanted), digest(seen) == digest(wanted))


def digest(state: Json) -> str:
    """One hash of a JSON state."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _diff(place: str, seen: Json, wanted: Json) -> str:
    before, after = (_shown(state) for state in (seen, wanted))
    return "\n".join(difflib.unified_diff(before, after, f"a/{place}", f"b/{place}", lineterm="", n=2))


def _shown(state: Json) -> list[str]:
    return state.splitlines() if isinstance(state, str) else json.dumps(state, indent=1, sort_keys=True, ensure_ascii=False).splitlines()


def apply(tools: Tools, step: Step, change: ApiChange) -> bool:
    """Make one step; False when it was so already. Raises Refusal: the old state is there, unless it says "stuck"."""
    seen = change.look(tools.client(change.system))
    if digest(seen) != step.base:
        raise Refusal("stale", f"{change.place} is no longer what the plan was made on")
    wanted = change.want(seen)
    if digest(seen) == digest(wanted):
        return False
    journal.write(tools.folder, "intent", step.seq, change=kinds.as_json(change), fixes=step.fixes, seen=seen, wanted=wanted)
    try:
        _make(tools, step.seq, change, (seen, wanted))
    except Refusal as refusal:
        with suppress(OSError):  # a full disk: then the next run settles it
            journal.write(tools.folder, "failed", step.seq, why=refusal.sentence)
        raise
    return True


def _make(tools: Tools, seq: int, change: ApiChange, states: tuple[Json, Json]) -> None:
    """Put what is wanted; when it does not come out so, put back what was seen."""
    (seen, wanted), client = states, tools.client(change.system)
    try:
        _put(change, client, wanted, seen)
        journal.write(tools.folder, "done", seq)
    except (Refusal, OSError) as error:
        refusal = error if isinstance(error, Refusal) else Refusal("failed", f"{change.sentence}: {error}")
        if refusal.why == "failed":
            _put_back(change, client, states, refusal)
        raise refusal from error


def _put_back(change: ApiChange, client: Any, states: tuple[Json, Json], why: Refusal) -> None:
    """To what was seen. What is neither old nor new is somebody else's work, and stays."""
    seen, wanted = states
    try:
        now = change.look(client)
        theirs = digest(now) not in (digest(seen), digest(wanted))
        if not theirs and digest(now) != digest(seen):
            _put(change, client, seen, now)
    except (Refusal, Unseen) as second:
        raise Refusal("stuck", f"{why.sentence}; and it could not be taken back: {second}") from why
    if theirs:
        raise Refusal("stale", f"{why.sentence}; somebody else changed it meanwhile, which stays") from why


def _put(change: ApiChange, client: Any, wanted: Json, seen: Json) -> None:
    """Write, then look: an answer that never came says nothing about what was written."""
    said = ""
    try:
        change.put(client, wanted, seen)
    except Stale as error:
        raise Refusal("stale", f"{change.place} was changed by somebody else meanwhile: {error}") from error
    except Unseen as error:
        said = f" ({error.because})"
    if not came_out(change.look(client), seen, wanted):
        raise Refusal("failed", f"{change.place} is not what was wanted after the change{said}")


def came_out(now: Json, seen: Json, wanted: Json) -> bool:
    """Whether all that was to change is as wanted; what somebody else wrote beside it is theirs."""
    if all(isinstance(state, dict) for state in (now, seen, wanted)) and now.keys() == seen.keys() == wanted.keys():
        return all(now[key] == wanted[key] for key in wanted if seen[key] != wanted[key])
    return digest(now) == digest(wanted)


def undo(tools: Tools, folder: Path, seq: int, line: Line) -> Line:
    """Take one back to what was seen before it, unless somebody changed it since. A row: seq, place, sentence, undone, because."""
    change = cast("ApiChange", kinds.from_json(line["change"]))
    told = {"seq": seq, "place": change.place, "sentence": change.sentence}
    try:
        client = tools.client(change.system)
        now = change.look(client)
        if digest(now) not in (digest(line["seen"]), digest(line["wanted"])):
            return {**told, "undone": False, "because": f"{change.place} was changed since by somebody else"}
        journal.write(folder, "undoing", seq)
        _put_old(folder, seq, change, client, (line["seen"], now))
    except (Refusal, Unseen, OSError) as error:
        return {**told, "undone": False, "because": str(error)}
    return {**told, "undone": True}


def _put_old(folder: Path, seq: int, change: ApiChange, client: Any, states: tuple[Json, Json]) -> None:
    """To what was seen before; when that is refused the journal says again what it said, and why. What nobody can see the next run settles."""
    seen, now = states
    try:
        _put(change, client, seen, now)
    except Refusal as refusal:
        if digest(change.look(client)) != digest(seen):
            journal.write(folder, "done", seq, because=refusal.sentence)
            raise
    journal.write(folder, "undone", seq)


def told(line: Line) -> dict[str, str]:
    """A change by its last words, as the target's journal tells its own: state, sentence, because."""
    change = cast("ApiChange", kinds.from_json(line["change"]))
    return {"state": line["line"], "sentence": change.sentence, "because": line.get("because", "")}


def settle(tools: Tools, folder: Path, line: Line) -> str:
    """After a crash: find out which side of the change this is, clean up, and say it in a sentence. Raises Unseen."""
    change = cast("ApiChange", kinds.from_json(line["change"]))
    client = tools.client(change.system)
    if isinstance(change, kinds.LOCAL):
        change.sweep(client)
    now = digest(change.look(client))
    sides = {digest(line["wanted"]): ("done", "was changed already and is kept"), digest(line["seen"]): ("undone", "has its old state")}
    word, sentence = sides.get(now, ("lost", "holds neither the old nor the new state: left alone"))
    journal.write(folder, word, line["seq"], recovered=True)
    return f"run {folder.name} was interrupted: {change.place} {sentence}"
