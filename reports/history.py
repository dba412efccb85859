"""history.jsonl: one line per run, only ever appended, each line holding the SHA-256 of the one before.

A line is canonical JSON: keys sorted, no blanks, no fractions. A crash may tear the last line; it stays where it is, the next run begins a line of its own
and chains to the torn one, byte for byte. So nothing is ever rewritten, and whoever rewrites something breaks the chain.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, get_args

from reports.findings import NOT_REACHED, Outcome

SCHEMA = "adr-023/history/1"
NAME = "history.jsonl"
BLOCK = 1 << 16
GATE = "gate"
"""The mode of runs that are asked before a change: they are in the chain, and no part of the past that others are compared with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One run. ``at`` is its end in UTC; ``narrowed`` says that not all requirements were looked at; ``outcomes`` are by id, and so is ``seen``: the fingerprint of what was seen, where something was; a gate has
    none, since what it saw may be of a change that never lands. ``override`` says why a gate let pass what it found.

    ``results`` is the SHA-256 of its results.json; ``before`` that of the line before, empty in the first line.
    """

    run: str
    at: str
    mode: str
    estate: str
    narrowed: bool
    exit_code: int
    counts: dict[str, int]
    outcomes: dict[str, str]
    seen: dict[str, str]
    results: str
    before: str = ""
    override: str = ""


KEYS = frozenset(one.name for one in fields(Entry))
"""A later suite may know more; what it adds within this version is passed over."""


@dataclass(frozen=True, slots=True)
class Past:
    """Runs, oldest first. ``notes`` say, a sentence each, what could not be read and was passed over."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def append(folder: Path, document: dict[str, Any], results: bytes) -> str:
    """Add one run; ``results`` are the bytes of its results.json. Returns the SHA-256 of its line, the head of the chain. Raises OSError.

    Runs that end at the same time wait for one another.
    """
    with (folder / NAME).open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = next(_backwards(file), None)
        told = line(document, results, digest(last) if last is not None else "")
        file.write((b"\n" if _torn(file) else b"") + told + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return digest(told)


def recent(folder: Path, count: int, *, estate: str | None = None, until: str | None = None, gates: bool = False) -> Past:
    """The last ``count`` runs, of one estate if it is named, up to and with the run ``until`` if that is, gates only when asked for. Only the end of the file is read.

    No history yet is an empty past. Raises OSError.
    """
    notes: list[str] = []
    try:
        with (folder / NAME).open("rb") as file:
            wanted: Iterator[Entry] = (one for one in _entries(file, notes) if estate in {None, one.estate} and (gates or one.mode != GATE))
            if until is not None:
                wanted = _from(wanted, until)
            return Past(tuple(islice(wanted, count))[::-1], tuple(notes))
    except FileNotFoundError:
        return Past(())


def entry(raw: bytes) -> Entry | None:
    """A line as a run; None when it is torn, of another version, or holds what no run can."""
    try:
        told = json.loads(raw)
        if told.pop("schema") != SCHEMA or not set(told["outcomes"].values()) <= set(get_args(Outcome)):
            return None
        if datetime.fromisoformat(told["at"]).tzinfo is None:
            return None
        return Entry(**{key: value for key, value in told.items() if key in KEYS})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def unreadable(raw: bytes) -> str:
    """What to say about a line that holds no run."""
    try:
        version = json.loads(raw).get("schema", "")
    except (ValueError, AttributeError):
        return "is torn, as by a crash while it was written"
    return "holds an outcome, a key or a moment that does not exist" if version == SCHEMA else f"is of version {version!r}, not {SCHEMA!r}"


def line(document: dict[str, Any], results: bytes, before: str) -> bytes:
    """A run's line, without its end. ``results`` are the bytes of its results.json, ``before`` is the digest of the line before."""
    told = asdict(of(document, digest(results), before))
    return json.dumps({"schema": SCHEMA, **told}, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def of(document: dict[str, Any], results: str = "", before: str = "") -> Entry:
    """A run as it will stand in the history."""
    rows = [row for row in document["requirements"] if row["seen"] != NOT_REACHED and document["mode"] != GATE]
    return Entry(
        run=document["run"],
        at=document["ended"],
        mode=document["mode"],
        estate=document["estate"],
        narrowed=document["narrowed"],
        exit_code=document["exit_code"],
        counts=document["counts"],
        outcomes={row["id"]: row["outcome"] for row in rows},
        seen={row["id"]: row["fingerprint"] for row in rows if row["fingerprint"]},
        results=results,
        before=before,
        override=document["override"],
    )


def _from(entries: Iterator[Entry], run: str) -> Iterator[Entry]:
    """Newest first: that run, and what lies before it; nothing when it is not there."""
    found = next((one for one in entries if one.run == run), None)
    if found:
        yield found
        yield from entries


def _entries(file: IO[bytes], notes: list[str]) -> Iterator[Entry]:
    """The runs, newest first; lines that hold none are noted."""
    for back, raw in enumerate(_backwards(file), start=1):
        found = entry(raw)
        if found:
            yield found
        else:
            notes.append(f"{NAME}: line {back} from its end {unreadable(raw)}; it was passed over, the others were used")


def _backwards(file: IO[bytes]) -> Iterator[bytes]:
    """The lines, last first, without their ends, read block by block; a torn last line is one too."""
    left, held = file.seek(0, os.SEEK_END), b""
    while left:
        size = min(BLOCK, left)
        left -= size
        file.seek(left)
        head, *lines = (file.read(size) + held).split(b"\n")
        held = head
        yield from filter(None, reversed(lines))
    if held:
        yield held


def _torn(file: IO[bytes]) -> bool:
    """Whether the last line lacks its end."""
    if not file.seek(0, os.SEEK_END):
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"
