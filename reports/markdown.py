"""A summary in Markdown for issues, chats and wikis, made from results.json: counts, what needs somebody, and the rest folded into one line each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports import view
from reports.results import Document

QUIET = {"met", "fixed"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&@]|(?<=:)/(?=/)|(?<=www)\.)")


def render(document: Document) -> str:
    """The text, CommonMark with tables. Whatever a host answered is escaped: it stays text."""
    rows = document["requirements"]
    loud, quiet = [row for row in rows if row["outcome"] not in QUIET], [row for row in rows if row["outcome"] in QUIET]
    return "\n".join([*_head(document), *_counts(document), *_table(loud, document), *_unproven(rows), *_good(quiet)])


def _head(document: Document) -> Iterator[str]:
    yield f"# {_text(document['estate'])}: {_text(document['verdict'])}"
    yield ""
    about = f"ADR-023, {document['mode']} {document['run']}, ended {document['ended']}, {document['seconds']:.1f} s, exit code {document['exit_code']}, suite {document['commit']}."
    yield _text(about)
    yield from ("", f"Note: {_text(document['note'])}") if document["note"] else ()
    yield ""


def _counts(document: Document) -> Iterator[str]:
    yield from _lines(("outcome", "requirements"), ((outcome, str(count)) for outcome, count in document["counts"].items()))


def _table(rows: list[Document], document: Document) -> Iterator[str]:
    if rows:
        yield "## What is not plainly met"
        yield ""
        yield from _lines(("outcome", "id", "level", "expected", "seen", "to put it right"), (_cells(row, document) for row in rows))


def _cells(row: Document, document: Document) -> tuple[str, ...]:
    return row["outcome"], row["id"], row["level"], row["expected"] or "", row["seen"], _remedy(row, document)


def _remedy(row: Document, document: Document) -> str:
    if row["waiver"]:
        return f"waived by {row['waiver']['owner']} until {row['waiver']['until']}: {row['waiver']['reason']}"
    if row["outcome"] not in {"not met", "fix failed"}:
        return ""
    return view.command(row, document) or " ".join(row["by_hand"])


def _unproven(rows: list[Document]) -> Iterator[str]:
    if unproven := [row["id"] for row in rows if row["proof"]["state"] == "UNPROVEN"]:
        yield "## UNPROVEN"
        yield ""
        yield f"Never seen to turn red on purpose: {_text(', '.join(unproven))}"
        yield ""


def _good(rows: list[Document]) -> Iterator[str]:
    if rows:
        yield "## Met"
        yield ""
        yield from (
            f"- {_text(row['id'])}: {_text(row['expected'] or '')}{' (fixed)' if row['outcome'] == 'fixed' else ''}" for row in rows
        )
        yield ""


def _lines(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(map(_text, row))} |" for row in rows)
    yield ""


def _text(raw: str) -> str:
    """One line in which no character means anything to Markdown, HTML, or a forge that links names and addresses."""
    return _SPECIAL.sub(r"\\\1", " ".join(raw.split()))
