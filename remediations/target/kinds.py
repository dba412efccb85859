"""Every kind of change on a host: how to look, what to want, how to put, how to show. A closed set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from remediations.target import edits, entries, marks, programs, units, validators, variables, veil
from remediations.target.refused import Refused

State = dict[str, Any]
Change = dict[str, Any]
UNDO_ONLY = ("mtime", "missing", "links", "folders", "installed")


def look(change: Change) -> State:
    """What is there now, as plain JSON."""
    if part(change) == "file":
        return entries.look(change["path"])
    return LOOKS[change["kind"]](change)


def part(change: Change) -> str:
    """Which part of a path it is about, "file" or "marks"; nothing for what is no path."""
    return "file" if change["kind"] in edits.WANTS else "marks" if change["kind"] in ("SetMode", "SetOwner") else ""


def pretend(change: Change, pretended: dict[tuple[str, str], State]) -> State:
    """What would be there after the changes that were pretended so far, by part and path."""
    about, path = part(change), change.get("path", "")
    if (about, path) in pretended:
        return pretended[about, path]
    if about == "marks" and pretended.get(("file", path), {}).get("content") is not None:
        written = pretended["file", path]
        return {**{key: written[key] for key in ("mode", "uid", "gid")}, "acls": {}}
    if about == "file" and ("marks", path) in pretended:
        marked = pretended["marks", path]
        return {**look(change), **{key: marked[key] for key in ("mode", "uid", "gid")}}
    return look(change)


def want(change: Change, seen: State) -> State:
    """What must be there, given what is."""
    return {**edits.WANTS, **WANTS}[change["kind"]](change, seen)


def put(change: Change, state: State, *, base: str, undo: bool) -> None:
    """Make it so. ``base`` is the digest that must still be seen at the last moment; a state taken back was valid before."""
    if part(change) == "file":
        valid = (lambda _: None) if undo else (lambda content: validators.check(change["path"], content))
        entries.put(change["path"], state, lambda: _still(change, base), valid)
        return
    _still(change, base)
    PUTS[change["kind"]](change, state, undo)


def _still(change: Change, base: str) -> None:
    if base and digest(look(change)) != base:
        raise Refused("stale", f"{place(change)} is no longer what the plan was made on")


def place(change: Change) -> str:
    """What the change touches, in words that a person and a test can compare."""
    return str(change.get("path") or change.get("unit") or change.get("name") or change.get("does") or ", ".join(change.get("names", ())))


def digest(state: State) -> str:
    """One hash for what matters of a state; what is kept only for the undo (times, parents to be made, links, packages) does not."""
    matters = {key: value for key, value in state.items() if key not in UNDO_ONLY}
    return hashlib.sha256(json.dumps(matters, sort_keys=True).encode()).hexdigest()


def shown(change: Change, seen: State, wanted: State) -> str:
    """The difference for people: a unified diff for a file, before and after for all else, values masked."""
    if part(change) == "file":
        strict = change["kind"] in edits.STRICT
        text = veil.diff(change["path"], seen["content"], wanted["content"], strict=strict)
        return "\n".join([*([text] if text else []), *_marks_shown(seen, wanted)])
    return "\n".join(veil.steps(change, seen, wanted))


def _marks_shown(seen: State, wanted: State) -> list[str]:
    if seen["content"] is None or wanted["content"] is None:
        return []
    return veil.steps({}, {k: seen[k] for k in veil.MARKS}, {k: wanted[k] for k in veil.MARKS})


def _mark_want(change: Change, seen: State) -> State:
    uid, gid = edits.ids(change.get("owner"), change.get("group"), seen)
    mode = seen["mode"] if change.get("mode") is None else change["mode"]
    return {"mode": mode, "uid": uid, "gid": gid, "acls": seen["acls"] if change.get("mode") is None else {}}


LOOKS: dict[str, Callable[[Change], State]] = {
    "SetMode": lambda change: marks.look(change["path"]),
    "SetOwner": lambda change: marks.look(change["path"]),
    "UnitAction": units.look,
    "UnsetManager": variables.look_manager,
    "TmuxUnset": variables.look_tmux,
    "PackageInstall": programs.look_packages,
    "Command": programs.look_command,
}
WANTS: dict[str, Callable[[Change, State], State]] = {
    "SetMode": _mark_want,
    "SetOwner": _mark_want,
    "UnitAction": units.want,
    "UnsetManager": variables.without,
    "TmuxUnset": variables.without,
    "PackageInstall": programs.want_packages,
    "Command": programs.want_command,
}
PUTS: dict[str, Callable[[Change, State, bool], None]] = {
    "SetMode": lambda change, state, _: marks.put(change["path"], state),
    "SetOwner": lambda change, state, _: marks.put(change["path"], state),
    "UnitAction": lambda change, state, undo: units.put(change, state, undo=undo),
    "UnsetManager": lambda change, state, _: variables.put_manager(change, state),
    "TmuxUnset": lambda change, state, _: variables.put_tmux(change, state),
    "PackageInstall": lambda change, state, undo: programs.put_packages(change, state, undo=undo),
    "Command": lambda change, state, undo: programs.put_command(change, state, undo=undo),
}
