"""Whether somebody looked lately: the dead man's switch of the night watch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from reports import history
from reports.history import Entry
from reports.trends import looked_at_all

FAR = 1000
"""How many runs back a whole one is looked for."""


def stale(folder: Path, hours: float, now: datetime, estate: str | None = None) -> tuple[bool, str]:
    """Whether no whole run ended within these hours, and one line that says so. A run of some requirements, or one that was broken off, does not count.

    Raises OSError.
    """
    past = history.recent(folder, FAR, estate=estate)
    last = next((one for one in reversed(past.entries) if looked_at_all(narrowed=one.narrowed, exit_code=one.exit_code)), None)
    if last is None:
        return True, f"no whole run of {estate or 'any estate'} is noted in {folder / history.NAME}"
    return _judged(last, now - datetime.fromisoformat(last.at), hours)


def _judged(last: Entry, age: timedelta, hours: float) -> tuple[bool, str]:
    if age < -timedelta(minutes=5):
        return True, f"run {last.run} of {last.estate} ended in the future, at {last.at}: one of the clocks is wrong"
    old = age > timedelta(hours=hours)
    told = f"run {last.run} of {last.estate} ended {age.total_seconds() / 3600:.1f} h ago with exit code {last.exit_code}"
    return old, f"{told}; no run came within {hours:g} h" if old else told


def now() -> datetime:
    return datetime.now(UTC)
