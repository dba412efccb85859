"""Whose fault it is that a promise would not hold: the change's, or that of what was there before; and of the change, which piece."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from probes.estate import Estate
from probes.unseen import Unseen
from reports.findings import Observation
from suite import hunks, proposal
from suite.proposal import Change, NoProposal

Seen = Mapping[str, Observation]
Look = Callable[[Estate, Collection[str]], Seen]
"""Looks at some rows of an estate. Raises TooLate when the time for it is over."""
BAD = {"not met", "unseen"}
Cause = Literal["change", "before", "both", "estate", "unknown"]


class TooLate(Exception):  # noqa: N818  (it says what happened, as every exception here)
    """The time budget was spent before the fault could be found."""


@dataclass(frozen=True, slots=True)
class Blame:
    """``cause``: the change breaks it; it was so before; the change breaks what was broken in another way before; the estate, which no change is
    about; or nobody had the time to find out. ``before`` is what was seen without the change, ``where`` the place in the change.
    """

    cause: Cause
    before: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is needed to find the fault. ``place`` is an empty directory for trees."""

    estate: Estate
    changes: tuple[Change, ...]
    look: Look
    place: Path


def find(case: Case, bad: Seen) -> dict[str, Blame]:
    """The blame for each row that the changes may have turned, and that is bad with them; unknown where it could not be found out."""
    told = {id_: Blame("unknown") for id_ in bad}
    if not bad:
        return told
    try:
        bases = {change.name: proposal.tree(change.base, case.place / f"base-{change.name}") for change in case.changes}
        before = case.look(proposal.applied(case.estate, case.changes, bases), tuple(bad))
        told |= {id_: _compared(before[id_], bad[id_]) for id_ in bad}
        broken = {id_: seen for id_, seen in bad.items() if told[id_].cause != "before"}
        for id_, where in _places(case, broken, before, bases).items():
            told[id_] = Blame(told[id_].cause, told[id_].before, where)
    except (TooLate, NoProposal, Unseen, OSError, subprocess.SubprocessError):
        return told  # what is known by now; that the rows are bad is known anyway
    return told


def _compared(before: Observation, now: Observation) -> Blame:
    if before.outcome not in BAD:
        return Blame("change")
    return Blame("before" if before.seen == now.seen else "both", before.seen)


def _places(case: Case, broken: Seen, before: Seen, bases: Mapping[str, Path]) -> dict[str, str]:
    """File and line for each row, by halving the change: the piece which, laid on those before it, breaks the promise."""
    heads = {change.name: proposal.tree(change.head, case.place / f"head-{change.name}") for change in case.changes}
    pieces = [hunk for name in bases for hunk in hunks.between(name, bases[name], heads[name])]

    def as_bad(count: int, ids: Collection[str]) -> set[str]:
        trees = hunks.mixed(pieces, count, bases, heads, case.place / "mixed")
        seen = case.look(proposal.applied(case.estate, case.changes, trees), ids)
        return {id_ for id_ in ids if _same(seen[id_], broken[id_], before[id_])}

    found = _halved(as_bad, set(broken), 0, len(pieces)) if pieces else {}
    return {id_: pieces[number].where(broken[id_].seen) for id_, number in found.items()}


def _same(seen: Observation, wanted: Observation, before: Observation) -> bool:
    """Bad in the way of the whole change; where it was bad before as well, in the very same words."""
    return seen.outcome == wanted.outcome and (before.outcome != wanted.outcome or seen.seen == wanted.seen)


def _halved(as_bad: Callable[[int, Collection[str]], set[str]], ids: set[str], good: int, bad: int) -> dict[str, int]:
    """The number of the piece for each row: good with the first ``good`` pieces, bad with the first ``bad``."""
    if not ids:
        return {}
    if bad - good == 1:
        return dict.fromkeys(ids, good)
    middle = (good + bad) // 2
    already = as_bad(middle, ids)
    return _halved(as_bad, already, good, middle) | _halved(as_bad, ids - already, middle, bad)
