"""What a file must hold, given what it holds: one pure function per change kind."""

from __future__ import annotations

import grp
import json
import pwd
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from remediations.target import assignments, keys, scratch
from remediations.target.refused import Refused

State = dict[str, Any]
Change = dict[str, Any]


def _written(change: Change, seen: State) -> State:
    """Mode and owner are the change's, else the old file's, else 0644 root."""
    mode = change["mode"] if change["mode"] is not None else seen.get("mode", 0o644)
    uid, gid = ids(change["owner"], change["group"], seen)
    state = {"content": change["content"], "mode": mode, "uid": uid, "gid": gid, "xattrs": seen.get("xattrs", {})}
    return {**seen, **state} if _same(seen, state) else state


def _same(seen: State, state: State) -> bool:
    return all(seen.get(key) == value for key, value in state.items())


def ids(owner: str | None, group: str | None, seen: State) -> tuple[int, int]:
    """Numeric owner and group of two names; what is not named stays. Raises Refused for a name that nobody has."""
    try:
        user = pwd.getpwnam(owner) if owner else None
        gid = grp.getgrnam(group).gr_gid if group else user.pw_gid if user else seen.get("gid", 0)
    except KeyError as error:
        raise Refused("invalid", f"there is no such user or group: {error.args[0]}") from error
    return user.pw_uid if user else seen.get("uid", 0), gid


def _removed(_: Change, seen: State) -> State:
    return seen if seen["content"] is None else {"content": None, "missing": []}


def _edited(edit: Callable[[str, Change], str]) -> Callable[[Change, State], State]:
    """An edit of a file that is there; a file that is not there needs none."""

    def want(change: Change, seen: State) -> State:
        if seen["content"] is None:
            return seen
        content = edit(seen["content"], change)
        return seen if content == seen["content"] else {**{k: v for k, v in seen.items() if k != "mtime"}, "content": content}

    return want


def _without_assignments(text: str, change: Change) -> str:
    return assignments.drop(text, frozenset(change["names"]), change["syntax"])


def _without_json_keys(text: str, change: Change) -> str:
    """Order and indent stay; duplicate keys and comments are refused, since writing the file again would lose them."""
    try:
        document = json.loads(text, object_pairs_hook=_unique)
    except ValueError as error:
        raise Refused("invalid", f"{change['path']} is not plain JSON; a person should edit it") from error
    hits = [_pop(document, tuple(key)) for key in change["keys"]]
    if not any(hits):
        return text
    indent = re.search(r"\n([ \t]+)\S", text)
    return json.dumps(document, indent=indent[1] if indent else None, ensure_ascii=False) + ("\n" if text.endswith("\n") else "")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        msg = "a key stands twice"
        raise ValueError(msg)
    return dict(pairs)


def _pop(document: Any, key: tuple[str, ...]) -> bool:
    for part in key[:-1]:
        document = document.get(part) if isinstance(document, dict) else None
    return isinstance(document, dict) and document.pop(key[-1], _pop) is not _pop


def _lines(change: Change, seen: State) -> State:
    """Drop whole lines, add those that are not there; a file that is missing is made when there is something to add."""
    old = (seen["content"] or "").splitlines()
    new = [line for line in old if line.strip() not in change["drop"]]
    new += [line for line in change["add"] if line not in new]
    if new == old:
        return seen
    return _written({**change, "content": "".join(f"{line}\n" for line in new)}, seen)


def _without_keys(text: str, change: Change) -> str:
    dropped = frozenset(change["fingerprints"])
    return "".join(line for line in text.splitlines(keepends=True) if keys.fingerprint(line) not in dropped)


def _git(change: Change, seen: State) -> State:
    """Git itself edits a private copy, so that its quoting rules hold; it follows no include there."""
    content = _git_edit(seen["content"] or "", change["key"], change["value"])
    if content == (seen["content"] or ""):
        return seen
    return _written({**change, "content": content, "mode": None}, seen)


def _git_edit(text: str, key: str, value: str | None) -> str:
    with scratch.directory() as place:
        copy = Path(place, "config")
        copy.write_text(text, "utf-8", "surrogateescape")
        base = ["git", "config", "--file", str(copy)]
        if value is not None and _git_run([*base, "--get-all", key])[1] == f"{value}\n":
            return text
        code, _, why = _git_run([*base, "--unset-all", key] if value is None else [*base, "--replace-all", key, value])
        if code not in (0, 5):  # 5: there was nothing to unset
            raise Refused("invalid", f"git would not set {key}: {why.strip()}")
        return copy.read_text("utf-8", "surrogateescape")


def _git_run(argv: list[str]) -> tuple[int, str, str]:
    done = subprocess.run(
        argv, capture_output=True, text=True, check=False, timeout=20, env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    )
    return done.returncode, done.stdout, done.stderr


WANTS: dict[str, Callable[[Change, State], State]] = {
    "WriteFile": _written,
    "RemoveFile": _removed,
    "DropAssignments": _edited(_without_assignments),
    "DropJsonKeys": _edited(_without_json_keys),
    "DropKeys": _edited(_without_keys),
    "EditLines": _lines,
    "GitConfig": _git,
}
STRICT = ("DropAssignments", "DropJsonKeys")
