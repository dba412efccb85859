"""What the target remembers: the newest runs with their backups, and no more. A backup may hold what was taken out of a file on purpose."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from remediations.target import home, journal

RUNS = 50
"""Ended runs that stay and can be taken back; one that is not settled always stays."""


def forget(base: Path) -> None:
    """Drop older runs from the journal, in one step, then whatever the journal does not know from the backups. The lock must be held."""
    lines = journal.read(base)
    ended = [row["run"] for row in journal.runs(lines) if row["ended"]]
    gone = set(ended[:-RUNS])
    if gone:
        _rewrite(base, [line for line in lines if line["run"] not in gone])
    known = {line["run"] for line in lines} - gone
    for folder in (base / "backup").iterdir():
        if folder.name not in known:
            shutil.rmtree(folder)


def _rewrite(base: Path, lines: list[journal.Line]) -> None:
    new = base / ".journal.new"
    fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "w") as file:
        file.writelines(journal.text(line) for line in lines)
        file.flush()
        os.fsync(fd)
    os.rename(new, base / "journal")
    home.sync(base)
