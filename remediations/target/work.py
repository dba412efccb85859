"""Makes one change, or takes it back: journal before, journal after, and a look to see that it is so."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, NamedTuple

from remediations.target import entries, home, journal, kinds, units
from remediations.target.refused import Refused

Change = dict[str, Any]
State = dict[str, Any]
ASKED = {
    "intent": ("undone", "had not been asked of systemd yet"),
    "asking": ("done", "was being asked of systemd, and may have happened"),
    "undoing": ("done", "was being asked of systemd once more, and may have happened"),
}
"""What is known of an event that was broken off, by the journal's last word on it."""
UNTOUCHED = ("stale", "unsafe", "invalid")  # refusals that come before the first write


class Run(NamedTuple):
    """Where the journal is, which run this is, and whether it may end open sessions."""

    base: Path
    name: str
    allow: bool


def plan(changes: list[Change]) -> list[dict[str, Any]]:
    """What each change would do, in order, the later ones on what the earlier ones leave; changes nothing."""
    pretended: dict[tuple[str, str], State] = {}
    return [_planned(change, pretended) for change in changes]


def _planned(change: Change, pretended: dict[tuple[str, str], State]) -> dict[str, Any]:
    try:
        seen = kinds.pretend(change, pretended)
        wanted = kinds.want(change, seen)
        ends = _ended_by(change)
    except Refused as refused:
        return {"refused": refused.why, "sentence": refused.sentence}
    if part := kinds.part(change):
        pretended[part, change["path"]] = wanted
    base, after = kinds.digest(seen), kinds.digest(wanted)
    return {"base": base, "after": after, "holds": base == after, "diff": kinds.shown(change, seen, wanted), "ends": ends}


def _ended_by(change: Change) -> int:
    return units.sessions(change) if change["kind"] == "UnitAction" else 0


def apply(run: Run, seq: int, change: Change, planned_on: str) -> dict[str, Any]:
    """Make one change on the state it was planned on. Raises Refused; then the old state is there, unless it says "stuck"."""
    seen = kinds.look(change)
    before, wanted = kinds.digest(seen), kinds.want(change, seen)
    if planned_on and before != planned_on and kinds.part(change):  # what runs may have been moved by an earlier change of the same run
        raise Refused("stale", f"{kinds.place(change)} is no longer what the plan was made on")
    after = kinds.digest(wanted)
    if before != after:
        _refuse_cut(run, change)
        home.keep(run.base, run.name, seq, {"change": change, "before": seen, "after": wanted})
        told = {"sentence": change.get("sentence", ""), "place": kinds.place(change), "event": is_event(change)}
        journal.write(run.base, "intent", run.name, seq=seq, **told)
        if is_event(change):  # nothing tells afterwards whether it happened
            journal.write(run.base, "asking", run.name, seq=seq)
        _make(run, seq, change, (seen, wanted))
        journal.write(run.base, "done", run.name, seq=seq)
    return {"already": before == after, "base": before, "after": after}


def _refuse_cut(run: Run, change: Change) -> None:
    if not run.allow and (ends := _ended_by(change)):
        raise Refused("busy", f"{change['verb']} of {change['unit']} would end {ends} processes of open sessions")


def _make(run: Run, seq: int, change: Change, states: tuple[State, State]) -> None:
    seen, wanted = states
    try:
        kinds.put(change, wanted, base=kinds.digest(seen), undo=False)
        _see_it_done(change, wanted)
    except (Refused, OSError) as error:
        if not _taken_back(change, seen, error):
            raise Refused("stuck", f"{error}; and the old state could not be restored") from error
        with contextlib.suppress(OSError):  # a full disk: then the next run settles it
            journal.write(run.base, "failed", run.name, seq=seq, why=str(error))
        raise


def _see_it_done(change: Change, wanted: State) -> None:
    if not is_event(change) and kinds.digest(kinds.look(change)) != kinds.digest(wanted):
        raise Refused("failed", f"{kinds.place(change)} is not what was wanted after the change")


def _taken_back(change: Change, seen: State, error: Refused | OSError) -> bool:
    if is_event(change) or (isinstance(error, Refused) and error.why in UNTOUCHED):
        return True
    try:
        kinds.put(change, seen, base="", undo=True)
    except (Refused, OSError):
        return kinds.digest(kinds.look(change)) == kinds.digest(seen)
    return True


def is_event(change: Change) -> bool:
    """Whether the change is something that happens (a reload, a restart) rather than a state that stays."""
    return change["kind"] == "UnitAction" and change["verb"] in units.EVENTS


def undo(run: Run, seq: int) -> None:
    """Take one change back to what was seen before it; an event happens once more, so that what is restored is also loaded."""
    kept = home.kept(run.base, run.name, seq)
    change, event = kept["change"], is_event(kept["change"])
    if event:
        _refuse_cut(run, change)
    now = "" if event else _expected(change, kept)
    try:
        journal.write(run.base, "undoing", run.name, seq=seq)
        kinds.put(change, kept["before"], base=now, undo=not event)
    except (Refused, OSError) as error:
        with contextlib.suppress(Refused, OSError):  # what cannot be seen, or not be written down, the next run settles
            if event or kinds.digest(kinds.look(change)) == kinds.digest(kept["after"]):
                journal.write(run.base, "done", run.name, seq=seq, because=str(error))
        raise
    journal.write(run.base, "undone", run.name, seq=seq)


def _expected(change: Change, kept: dict[str, Any]) -> str:
    now = kinds.digest(kinds.look(change))
    if now not in (kinds.digest(kept["after"]), kinds.digest(kept["before"])):
        raise Refused("stale", f"{kinds.place(change)} was changed since by somebody else; the backup stays where it is")
    return now


def settle(base: Path, run: str, seq: int, state: str) -> str:
    """After a crash: find out which side of a change this is, clean up, and say it in a sentence. What cannot be settled is left alone for ever.

    ``state`` is the journal's last word on it.
    """
    place = f"change {seq}"
    try:
        kept = home.kept(base, run, seq)
        place = kinds.place(kept["change"])
        if is_event(kept["change"]):
            place = f"{kept['change']['verb']} {place}".strip()
            line, sentence = ASKED[state]
        else:
            line, sentence = _side(kept["change"], kept["before"], kept["after"])
    except Refused as refused:
        line, sentence = "lost", f"could not be settled and is left as it is: {refused.sentence}"
    journal.write(base, line, run, seq=seq, recovered=True)
    return f"{place} {sentence}"


def _side(change: Change, seen: State, wanted: State) -> tuple[str, str]:
    file = kinds.part(change) == "file"
    if file:
        entries.sweep(change["path"])
    now = kinds.digest(kinds.look(change))
    if now == kinds.digest(wanted):
        return "done", "was changed already and is kept"
    if file and now != kinds.digest(seen):
        return "lost", "holds neither the old nor the new content: left alone, the backup stays"
    try:
        kinds.put(change, seen, base=now, undo=True)
    except Refused:
        if kinds.digest(kinds.look(change)) != kinds.digest(seen):  # a command's undo may fail where the command never ran
            raise
    return "undone", "has its old state"
