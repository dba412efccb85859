"""What a night brought, against what was told before: one message when something changed or the week is over, none otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from reports.results import Document
from reports.told import Told

Row = dict[str, Any]
KINDS = {"unseen": "unseen", "not met": "not met", "fix failed": "not met"}
"""The outcomes that need somebody, by what they are told as."""
WEEK = timedelta(days=7)
LINES, LINE, BODY = 10, 240, 3600
"""At most so many lines of a kind, characters of a line, bytes of a message: ntfy makes a file of what is longer than 4096."""


@dataclass(frozen=True, slots=True)
class Message:
    """``priority`` is ntfy's word."""

    title: str
    body: str
    priority: Literal["default", "high"]


@dataclass(frozen=True, slots=True)
class News:
    """``regressed`` turned bad or worse, ``missed`` were bad while nobody could be told, ``mended`` were fixed by this run, ``recovered`` are good again without,
    ``flapping`` go to and fro since now.

    ``still`` and ``expiring`` are what the weekly digest adds: what was bad before, and waivers and attestations that are about to end.
    """

    regressed: tuple[Row, ...] = ()
    recovered: tuple[Row, ...] = ()
    missed: tuple[str, ...] = ()
    mended: tuple[Row, ...] = ()
    flapping: tuple[Row, ...] = ()
    still: tuple[Row, ...] = ()
    expiring: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.regressed, self.recovered, self.missed, self.mended, self.flapping, self.still, self.expiring))


def news(document: Document, told: Told, flapping: Collection[str]) -> News:
    """What is to be told of a run. What flaps is told once, and not again with each turn; what was not looked at is not told."""
    looked = [row for row in document["requirements"] if row["outcome"] != "not observed"]
    calm = [row for row in looked if row["id"] not in flapping]
    regressed = tuple(row for row in calm if _worse(_kind(row), told.bad.get(row["id"])))
    restless = tuple(row for row in looked if row["id"] in flapping and row["id"] not in told.flapping)
    fresh, weekly = {row["id"] for row in (*regressed, *restless)}, is_due(told, _day(document))
    good = [row for row in calm if not _kind(row)]
    return News(
        regressed=regressed,
        recovered=tuple(row for row in good if row["id"] in told.bad and row["outcome"] != "fixed"),
        missed=tuple(told.missed[row["id"]] for row in good if row["id"] in told.missed and row["id"] not in told.bad),
        mended=tuple(row for row in looked if row["outcome"] == "fixed"),
        flapping=restless,
        still=tuple(row for row in looked if weekly and _kind(row) and row["id"] not in fresh),
        expiring=tuple(_expiring(document)) if weekly else (),
    )


def is_due(told: Told, today: date) -> bool:
    """Whether a week is over since the last digest."""
    return not told.digest or today - date.fromisoformat(told.digest) >= WEEK


def heard(document: Document, told: Told, flapping: Collection[str]) -> Told:
    """What is known after the news of this run were told."""
    bad = dict(told.bad)
    for row in document["requirements"]:
        if row["outcome"] != "not observed" and (row["id"] not in flapping or row["id"] not in told.flapping):
            _note(bad, row)
    today = _day(document)
    return Told(bad, tuple(sorted(flapping)), {}, today.isoformat() if is_due(told, today) else told.digest)


def calmed(told: Told, flapping: Collection[str]) -> Told:
    """What is known after a run that had no news: what no longer goes to and fro is told when it does again."""
    return replace(told, flapping=tuple(id_ for id_ in told.flapping if id_ in flapping))


def unheard(brought: News, told: Told) -> Told:
    """What is known after the news of this run could not be told: as before, and what turned bad, or was and is mended, is kept."""
    mended = {row["id"]: f"{row['id']}: {row['seen_before']} (mended by that run)" for row in brought.mended}
    return replace(told, missed={**told.missed, **mended, **{row["id"]: _said(row) for row in brought.regressed}})


def message(document: Document, brought: News) -> Message | None:
    """The one message of a run, or None: what changed, worst first, and last how all stands. Nothing in it that results.json does not show."""
    if not brought:
        return None
    blocks = [
        ("regressed", [_said(row) for row in brought.regressed]),
        ("in the meantime, while nobody could be told", list(brought.missed)),
        ("mended by this run", [f"{row['id']}: {row['seen_before']}" for row in brought.mended]),
        ("good again", [f"{row['id']}: {row['outcome']}" for row in brought.recovered]),
        ("goes to and fro, so that its next turns are not told", [_said(row) for row in brought.flapping]),
        ("still", [_said(row) for row in brought.still]),
        ("about to end", list(brought.expiring)),
    ]
    body = "\n".join([*(line for title, lines in blocks if lines for line in _block(title, lines)), document["verdict"]])
    return Message(_title(document, brought), _cut(body, BODY), "high" if brought.regressed or brought.missed else "default")


def _kind(row: Row) -> str | None:
    return KINDS.get(row["outcome"])


def _worse(kind: str | None, before: str | None) -> bool:
    """Bad where it was good, or not met where it was only unseen; what is no longer seen was told already."""
    return kind is not None and (before is None or (before == "unseen" and kind == "not met"))


def _note(bad: dict[str, str], row: Row) -> None:
    kind = _kind(row)
    if kind is None:
        bad.pop(row["id"], None)
    elif _worse(kind, bad.get(row["id"])):
        bad[row["id"]] = kind


def _expiring(document: Document) -> Iterator[str]:
    yield from (waiver["says"] for waiver in document["waivers"] if waiver["about_to_expire"])
    for row in document["requirements"]:
        vouched = row["attestation"]
        if vouched and vouched["about_to_expire"]:
            yield f"what {vouched['by']} vouches for in {row['id']} ends on {vouched['until']}"


def _said(row: Row) -> str:
    outcome = "" if row["outcome"] in {"not met", "unseen"} and row["seen"] else f" {row['outcome']}"
    return f"{row['id']}{outcome}{': ' if row['seen'] else ''}{row['seen']}"


def _block(title: str, lines: list[str]) -> Iterator[str]:
    yield f"{title}:"
    yield from (f"- {_cut(line, LINE)}" for line in lines[:LINES])
    if len(lines) > LINES:
        yield f"- and {len(lines) - LINES} more"


def _title(document: Document, brought: News) -> str:
    counted = [
        (len(brought.regressed), "regressed"), (len(brought.missed), "bad in the meantime"), (len(brought.mended), "mended"),
        (len(brought.recovered), "good again"),
        (len(brought.flapping), "flapping"), (len(brought.still), "still to be mended"), (len(brought.expiring), "about to end"),
    ]  # fmt: skip
    return f"ADR-023, {document['estate']}: {', '.join(f'{count} {words}' for count, words in counted if count)}"


def _cut(text: str, size: int) -> str:
    raw = text.encode()
    return text if len(raw) <= size else raw[: size - 3].decode(errors="ignore") + "…"


def _day(document: Document) -> date:
    return date.fromisoformat(document["ended"][:10])
