"""Takes changes back by itself when nobody confirmed them in time."""

from __future__ import annotations

import os
from pathlib import Path

from remediations.target import journal, locking, runs, timer, work


def fire(base: Path, name: str, chosen: list[int]) -> None:
    """Take the changes back and let what they bring into force happen again. Whoever holds the lock is cut off, and is ended for it."""
    lock = locking.take(base, name, "the dead-man undo", "the target itself", lambda _: True)
    runs.settle_all(base)
    rows = runs.rollback(work.Run(base, name, allow=True), chosen)
    journal.write(base, "fired", name, undone=[row["seq"] for row in rows if row["undone"]])
    timer.disarm()
    os.close(lock)
