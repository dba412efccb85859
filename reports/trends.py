"""What the runs of the past say together: what changed, what flaps, and how one requirement went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.history import Entry

GOOD = frozenset({"met", "fixed", "attested", "does not apply", "waived"})
"""Outcomes that need nobody. *Not observed* says nothing either way and is passed over; every other one needs somebody."""
SILENT = "not observed"
BROKEN_OFF = frozenset({2, 3, 4, 5})
"""Exit codes of runs that pytest ended early: what they did not reach is no news."""
FLAPS, WITHIN = 3, 10


def looked_at_all(*, narrowed: bool, exit_code: int) -> bool:
    """Whether a run was whole: nothing was chosen, and it came to its end."""
    return not narrowed and exit_code not in BROKEN_OFF


@dataclass(frozen=True, slots=True)
class Changed:
    """One requirement: its outcome now and when it was last looked at before, in which run (both empty when it never was)."""

    id: str
    now: str
    before: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Since each requirement was last looked at: those that need somebody now and did not, the other way round, those that
    went from one outcome to another of the same kind or show another offence, and those that were never looked at before.
    """

    regressed: tuple[Changed, ...] = ()
    recovered: tuple[Changed, ...] = ()
    other: tuple[Changed, ...] = ()
    new: tuple[Changed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.regressed or self.recovered or self.other or self.new)


def change(past: Sequence[Entry]) -> Change:
    """What the last of these runs brought, oldest first. With nothing before it nothing has changed: a first run is no news."""
    *earlier, now = past or (None,)
    last = {id_: one for one in earlier if one for id_ in _looked(one)}
    if now is None or not last:
        return Change()
    pairs = [(_changed(now, id_, last.get(id_)), last.get(id_)) for id_ in _looked(now)]
    old = [(one, before) for one, before in pairs if before]
    return Change(
        regressed=tuple(one for one, _ in old if one.before in GOOD and one.now not in GOOD),
        recovered=tuple(one for one, _ in old if one.before not in GOOD and one.now in GOOD),
        other=tuple(one for one, before in old if (one.before in GOOD) == (one.now in GOOD) and _moved(one, before, now)),
        new=tuple(one for one, before in pairs if not before),
    )


def dots(past: Sequence[Entry], id_: str) -> list[tuple[str, str]]:
    """Run and outcome of each run that asked for this requirement, oldest first."""
    return [(one.run, one.outcomes[id_]) for one in past if id_ in one.outcomes]


def flapping(past: Sequence[Entry]) -> tuple[str, ...]:
    """The ids of the last run that went from good to bad or back at least 3 times in the last 10 runs that looked at them."""
    looks = [_looked(one) for one in past]
    return tuple(id_ for id_ in past[-1].outcomes if _turns([look[id_] for look in looks if id_ in look]) >= FLAPS) if past else ()


def _turns(outcomes: Sequence[str]) -> int:
    return sum((one in GOOD) != (other in GOOD) for one, other in pairwise(outcomes[-WITHIN:]))


def _looked(one: Entry) -> dict[str, str]:
    """The outcomes that say something; none of a run that was broken off."""
    return {} if one.exit_code in BROKEN_OFF else {id_: outcome for id_, outcome in one.outcomes.items() if outcome != SILENT}


def _changed(now: Entry, id_: str, before: Entry | None) -> Changed:
    return Changed(id_, now.outcomes[id_], before.outcomes[id_] if before else "", before.run if before else "")


def _moved(one: Changed, before: Entry, now: Entry) -> bool:
    """Whether there is something to tell: another outcome, or another offence; what is good needs no second look at its words."""
    return one.now != one.before or (one.now not in GOOD and before.seen.get(one.id) != now.seen.get(one.id))
