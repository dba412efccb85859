"""Whether the history is the one that was written: line by line, against the results that are still here, and against signed heads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reports import history, load
from reports.history import NAME, Entry


@dataclass(slots=True)
class Verified:
    """What was found. ``problems`` are what no crash explains, ``notes`` what does no harm; ``heads`` are the digests of all lines, in order."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def head(self) -> str:
        return self.heads[-1] if self.heads else ""


def verify(folder: Path) -> Verified:
    """Read the whole history and every results.json beside it. Raises OSError when there is none."""
    found = Verified()
    raws = (folder / NAME).read_bytes().split(b"\n")
    if rest := raws.pop():  # empty when the last line has its end
        raws.append(rest)
        found.notes.append(f"{NAME}: its last line lacks its end, as by a crash while it was written")
    for number, raw in enumerate(raws, start=1):
        _link(found, number, raw)
    _results(found, folder)
    if raws:
        _last(found, folder, raws[-1])
    return found


def _link(found: Verified, number: int, raw: bytes) -> None:
    """Hold one line against the one before it."""
    one, before = history.entry(raw), _before(raw)
    if one is None:
        told = found.problems if not raw else found.notes
        told.append(f"{NAME}: line {number} {history.unreadable(raw) if raw else 'is empty, which no run writes'}")
    if before is not None and before != found.head:
        run = f" (run {one.run})" if one else ""
        found.problems.append(
            f"{NAME}: line {number}{run} is chained to another line than the one before it: that one was changed, or a line was dropped, added or moved"
        )
    found.heads.append(history.digest(raw))
    found.entries += [one] if one else []


def _before(raw: bytes) -> str | None:
    """What a line is chained to; None for one that tells nothing."""
    try:
        return str(json.loads(raw)["before"])
    except (ValueError, KeyError, TypeError):
        return None


def _results(found: Verified, folder: Path) -> None:
    """Hold each results.json against its line. A line comes before its results, so results without one were taken out of the history."""
    told, here = {one.run: one for one in found.entries}, dict(_runs(folder))
    twice = [run for run, count in Counter(one.run for one in found.entries).items() if count > 1]
    found.problems += [f"{NAME}: tells run {run} more than once" for run in twice]
    for run, file in here.items():
        if run in told and history.digest(file.read_bytes()) != told[run].results:
            found.problems.append(f"{file}: is not what run {run} wrote")
        if run not in told and (not told or run >= min(told)):
            found.problems.append(f"{file}: no line of {NAME} tells of this run: its line was dropped, or the end was cut off")
    if older := [run for run in here if told and run < min(told)]:
        found.notes.append(f"{len(older)} runs are older than the first line of {NAME}")
    if gone := len(told.keys() - here.keys()):
        found.notes.append(f"the results of {gone} runs are no longer here")


def _runs(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.glob(f"*/{load.NAME}")):
        if not file.parent.is_symlink():
            yield file.parent.name, file


def _last(found: Verified, folder: Path, raw: bytes) -> None:
    """Nothing is chained to the last line yet: hold it, whole, against the results that it was made from."""
    one = history.entry(raw)
    if one is None:
        return
    file = folder / one.run / load.NAME
    try:
        results = file.read_bytes()
        again = json.loads(history.line(load.parse(results, str(file)), results, one.before))
    except (OSError, load.BadResults):
        found.notes.append(
            f"the last line of {NAME} stands alone: nothing is chained to it, and the results it was made from cannot be read"
        )
        return
    told = json.loads(raw)
    if any(told.get(key, type(value)()) != value for key, value in again.items()):  # an older suite knew fewer keys
        found.problems.append(f"{NAME}: its last line (run {one.run}) does not say what its results.json says")
