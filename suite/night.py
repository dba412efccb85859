"""The end of a night's run: ntfy hears of it when something changed, and of nothing when nothing did."""

from __future__ import annotations

from pathlib import Path

from probes.unseen import Unseen
from reports import history, news, ntfy, redact, told, trends
from reports.findings import NOT_REACHED
from reports.news import Message
from reports.results import Document
from reports.told import Told
from suite.audit import Audit
from suite.exits import STOPPED, UNTOLD

LONG = 30
"""Runs that are looked at for what goes to and fro; some of them may not have asked for all."""
THE_RUN = "the run itself"
NO_TOPIC = "something changed, and the estate names no ntfy.report_topic where it could be told"


def watch(audit: Audit, document: Document) -> Document:
    """Tell what this night brought. Returns the document, with a note and exit code 16 when that failed: it is told the next time."""
    if document["exit_code"] in trends.BROKEN_OFF:
        return document
    folder, estate = audit.options.report_dir, audit.estate.name
    try:
        before, note = _before(folder, estate)
        document = _noted(document, note) if note else document
        flapping = trends.flapping([*history.recent(folder, LONG, estate=estate).entries, history.of(document)])
        reached = _reached(document)
        brought = news.news(reached, before, flapping)
        message = news.message(reached, brought)
        if message is None:
            told.save(folder, estate, news.calmed(before, flapping)) if set(before.flapping) - set(flapping) else None
            return document
        if audit.estate.ntfy is None or audit.estate.ntfy.report_topic is None:
            return _noted(document, NO_TOPIC)
        refused = _publish(audit, message)
        told.save(folder, estate, news.unheard(brought, before) if refused else news.heard(reached, before, flapping))
    except OSError as error:
        refused = f"what was told before could not be read or noted ({error.strerror}: {error.filename})"
    if not refused:
        return document
    worse = document["exit_code"] in STOPPED.values()
    return {**_noted(document, refused), "exit_code": document["exit_code"] if worse else UNTOLD}


def flapping(audit: Audit) -> tuple[str, ...]:
    """The ids that went to and fro until this run: no fix is applied to them at night. Raises OSError."""
    return trends.flapping(history.recent(audit.options.report_dir, LONG, estate=audit.estate.name).entries)


def _reached(document: Document) -> Document:
    """The results of what was looked at, with a row of its own for the run: one that ended early is a single piece of news, whatever it did not reach."""
    rows = [row for row in document["requirements"] if row["seen"] != NOT_REACHED]
    whole = len(rows) == len(document["requirements"])
    run = {
        "id": THE_RUN,
        "outcome": "met" if whole else "unseen",
        "seen": "" if whole else document["note"] or NOT_REACHED,
        "attestation": None,
    }
    return {**document, "requirements": [run, *rows]}


def _before(folder: Path, estate: str) -> tuple[Told, str]:
    try:
        return told.load(folder, estate), ""
    except told.BadTold as broken:
        return Told(), f"{broken}; it lies in {told.set_aside(folder)} now, and all is told anew"


def _publish(audit: Audit, message: Message) -> str:
    """Why it was refused; empty when it arrived."""
    assert audit.estate.ntfy
    try:
        ntfy.publish(audit.estate.ntfy, message)
    except Unseen as error:
        return f"nobody could be told what changed ({error.of_whom}: {error.because}); it is told the next time"
    return ""


def _noted(document: Document, note: str) -> Document:
    return {**document, "note": redact.text("; ".join(filter(None, (document["note"], note))))}
