"""Where the target keeps its lock, journal and backups: one directory that only root may enter."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from remediations.target.refused import Refused


def make(home: Path) -> None:
    """Make the directory 0700. Raises Refused when something else stands there, or others may write to it."""
    for place in (home, home / "backup"):
        try:
            place.mkdir(mode=0o700)
            sync(place.parent)
        except FileExistsError:
            _refuse_foreign(place, place.lstat())
        place.chmod(0o700)


def _refuse_foreign(place: Path, status: os.stat_result) -> None:
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise Refused("unsafe", f"{place} is not a directory of root's")


def sync(directory: Path) -> None:
    """Make the names in a directory last."""
    fd = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def keep(home: Path, run: str, seq: int, what: dict[str, Any]) -> None:
    """Keep a backup, 0600 in a 0700 directory, before anything is changed; it is on the disk when this returns."""
    directory = home / "backup" / run
    directory.mkdir(mode=0o700, exist_ok=True)
    fd = os.open(directory / f"{seq}.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "w") as file:
        json.dump(what, file)
        file.flush()
        os.fsync(fd)
    sync(directory)
    sync(directory.parent)


def kept(home: Path, run: str, seq: int) -> dict[str, Any]:
    """What ``keep`` kept. Raises Refused when it is gone."""
    try:
        return dict(json.loads((home / "backup" / run / f"{seq}.json").read_text()))
    except (OSError, ValueError) as error:
        raise Refused("failed", f"the backup of change {seq} of run {run} cannot be read") from error
