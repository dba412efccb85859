"""Credentials: who may read them. What is in them is a person's; so is a link or a twin of one."""

from __future__ import annotations

from remediations.changes import Change, SetMode, SetOwner
from remediations.fix import Offences, fix


@fix("safe", touches=("/home/*/.claude/**", "/home/*/.claude", "/home/*/.codex/**", "/home/*/.codex"))
def close_credentials(offences: Offences) -> list[Change]:
    """Owner first, since a mode is worth nothing in other hands."""
    paths = [entry for offence in offences for entry in offence.data["paths"]]
    owners = {entry["path"]: offence.data["owner"] for offence in offences for entry in offence.data["paths"]}
    return [
        *(SetOwner(path, owner) for path, owner in owners.items()),
        *(SetMode(entry["path"], entry["mode"]) for entry in paths),
    ]
