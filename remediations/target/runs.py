"""A run as a whole: begin it after settling what an earlier one left, list all, take one back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from remediations.target import home, journal, keeping, locking, scratch, timer, work
from remediations.target.refused import Refused


def begin(base: Path, run: str, who: str, whence: str) -> tuple[int, list[str]]:
    """Take the lock, settle what crashed runs left, open the run. Returns the lock's descriptor and what was found, a sentence each."""
    home.make(base)
    lock = locking.take(base, run, who, whence, lambda holder: holder.get("run") == run)  # this run's own process, whose link was lost
    found = [*settle_all(base), *_confirmed()]
    keeping.forget(base)
    scratch.sweep()
    journal.write(base, "begin", run, who=who, **{"from": whence})
    return lock, found


def settle_all(base: Path) -> list[str]:
    """Settle every run that was interrupted; a sentence for each thing found. The lock must be held."""
    return [sentence for row in journal.runs(journal.read(base)) for sentence in _close(base, row)]


def _confirmed() -> list[str]:
    if not timer.armed():
        return []
    timer.disarm()
    return ["a change of the way in was left unconfirmed; this login proves that there is one: kept"]


def _close(base: Path, row: dict[str, Any]) -> list[str]:
    """Settle a run that was interrupted, be it while it was made or while it was taken back."""
    unsettled = [seq for seq, change in row["changes"].items() if change["state"] in journal.UNSETTLED]
    if row["ended"] and not unsettled:
        return _fired(base, row)
    settled = [work.settle(base, row["run"], seq, row["changes"][seq]["state"]) for seq in unsettled]
    sentences = [f"run {row['run']} was interrupted: {sentence}" for sentence in settled]
    journal.write(base, "end", row["run"], interrupted=True)
    return sentences or [f"run {row['run']} was interrupted between two changes: those made are kept"]


def _fired(base: Path, row: dict[str, Any]) -> list[str]:
    if not row["fired"]:
        return []
    journal.write(base, "end", row["run"], told=True)
    return [f"run {row['run']} was not confirmed by a fresh login: the target took its changes of the way in back by itself"]


def rollback(run: work.Run, chosen: list[int] | None) -> list[dict[str, Any]]:
    """Take back the changes of a run, last first; then let its events happen again. One row a change; goes on after a failure."""
    rows = {row["run"]: row for row in journal.runs(journal.read(run.base))}
    if run.name not in rows:
        raise Refused("failed", f"the journal knows no run {run.name}")
    changes = {seq: row for seq, row in rows[run.name]["changes"].items() if row["state"] in ("done", "undoing")}
    asked = [seq for seq in sorted(changes) if chosen is None or seq in chosen]
    states = [seq for seq in reversed(asked) if not changes[seq].get("event")]
    events = [seq for seq in asked if changes[seq].get("event")]
    return [_undone(run, seq, changes[seq]) for seq in [*states, *events]]


def _undone(run: work.Run, seq: int, row: dict[str, Any]) -> dict[str, Any]:
    told = {"seq": seq, "place": row.get("place", ""), "sentence": row.get("sentence", "")}
    try:
        work.undo(run, seq)
    except (Refused, OSError) as error:
        return {**told, "undone": False, "because": str(error)}
    return {**told, "undone": True}
