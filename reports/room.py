"""How much of everything one page shows, so that it opens at once: most of what is amiss, less of what is not. All of it stands in results.json."""

from __future__ import annotations

from dataclasses import dataclass

from reports.results import Document

QUIET = frozenset({"met", "attested", "does not apply"})
"""Rows that need nobody and bring no news: they are folded."""
FACTS, QUESTIONS, LONG, DIFF, SCRIPTS = 56_000, 480, 2_000, 6_000, 40_000
SHARES = (1.0, 0.6, 0.35, 0.2, 0.1, 0.03)
"""Of the whole room, from the first try on; the next is tried when a page came out too big."""


@dataclass(frozen=True, slots=True)
class Room:
    """Characters of one fact and lines of questions, by whether the row is quiet; characters of one sentence, of one diff, and of one script."""

    fact: dict[bool, int]
    asked: dict[bool, int]
    long: int
    diff: int
    script: int


def room(document: Document, share: float) -> Room:
    """A share of the whole room, dealt out to the rows that there are."""
    rows = [(row["outcome"] in QUIET, row) for row in document["requirements"]]
    facts = {calm: sum(len(step["facts"]) for quiet, row in rows if quiet is calm for step in row["steps"]) for calm in (False, True)}
    asked = {calm: sum(bool(row["evidence"]) for quiet, row in rows if quiet is calm) for calm in (False, True)}
    return Room(
        fact={False: _each(FACTS * share, facts[False], 4200), True: _each(FACTS * share / 2, facts[True], 1200)},
        asked={False: _each(QUESTIONS * share, asked[False], 24), True: _each(QUESTIONS * share, asked[True], 8)},
        long=int(LONG * share),
        diff=int(DIFF * share),
        script=_each(SCRIPTS * share, len(document["commands"]), 2400),
    )


def _each(all_: float, among: int, most: int) -> int:
    return max(1, min(most, int(all_ / max(among, 1))))
