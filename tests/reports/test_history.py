"""history.jsonl is only ever appended, survives a crash, and stays fast."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reports import history, results
from reports.history import Entry
from reports.results import Document


def add(folder: Path, document: Document, **other: object) -> str:
    told = {**document, **other}
    return history.append(folder, told, results.dumps(told).encode())


def lines(folder: Path) -> list[bytes]:
    return (folder / history.NAME).read_bytes().split(b"\n")


def test_a_run_comes_back(document: Document, tmp_path: Path) -> None:
    """A line holds who, when, the outcome and fingerprint by id, and the digest of the results."""
    add(tmp_path, document)

    (one,) = history.recent(tmp_path, 30).entries

    assert (one.run, one.mode, one.exit_code, one.before) == (document["run"], "remediate", 12, "")
    assert one.outcomes == {row["id"]: row["outcome"] for row in document["requirements"]}
    assert one.seen["house.b"] == next(row["fingerprint"] for row in document["requirements"] if row["id"] == "house.b")
    assert one.results == history.digest(results.dumps(document).encode())


def test_each_line_holds_the_digest_of_the_one_before(document: Document, tmp_path: Path) -> None:
    """The chain is over the bytes as they stand, and append tells its head."""
    first, second = add(tmp_path, document), add(tmp_path, document, run="second")

    one, other, end = lines(tmp_path)
    assert (history.digest(one), history.digest(other), end) == (first, second, b"")
    assert json.loads(other)["before"] == first


@pytest.mark.parametrize("left", [b"{", b'{"at":"2026', b"\xff\x00"])
def test_a_torn_last_line(document: Document, tmp_path: Path, left: bytes) -> None:
    """What a crash left is noted and stays; the runs before it are used, and the next one chains to it."""
    add(tmp_path, document)
    with (tmp_path / history.NAME).open("ab") as file:
        file.write(left)

    assert [one.run for one in history.recent(tmp_path, 30).entries] == [document["run"]]
    add(tmp_path, document, run="after")

    past = history.recent(tmp_path, 30)
    assert [one.run for one in past.entries] == [document["run"], "after"]
    assert past.notes == (
        "history.jsonl: line 2 from its end is torn, as by a crash while it was written; it was passed over, the others were used",
    )
    assert lines(tmp_path)[1] == left
    assert past.entries[1].before == history.digest(left)


def test_a_line_that_lacks_only_its_end(document: Document, tmp_path: Path) -> None:
    """A run that was written whole is used, whether or not its newline made it."""
    add(tmp_path, document)
    file = tmp_path / history.NAME
    file.write_bytes(file.read_bytes().rstrip(b"\n"))

    add(tmp_path, document, run="after")

    assert [one.run for one in history.recent(tmp_path, 30).entries] == [document["run"], "after"]
    assert not history.recent(tmp_path, 30).notes


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"history/1", b"history/2", "line 1 from its end is of version 'adr-023/history/2', not 'adr-023/history/1'"),
        (b'"unseen"', b'"unclear"', "line 1 from its end holds an outcome, a key or a moment that does not exist"),
        (b'"at":"2', b'"at":"x', "line 1 from its end holds an outcome, a key or a moment that does not exist"),
        (b'"mode"', b'"mood"', "line 1 from its end holds an outcome, a key or a moment that does not exist"),
    ],
)
def test_lines_of_another_kind(document: Document, tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    """A line that this version cannot read is named and passed over."""
    add(tmp_path, document)
    file = tmp_path / history.NAME
    file.write_bytes(file.read_bytes().replace(old, new))

    past = history.recent(tmp_path, 30)

    assert past.entries == ()
    assert said in past.notes[0]


def test_keys_of_a_later_suite(document: Document, tmp_path: Path) -> None:
    """Within a version keys are only added: a line that knows more is read all the same."""
    add(tmp_path, document)
    file = tmp_path / history.NAME
    file.write_bytes(file.read_bytes().replace(b'"mode"', b'"later":1,"mode"'))

    assert [one.run for one in history.recent(tmp_path, 30).entries] == [document["run"]]


def test_no_history_yet(tmp_path: Path) -> None:
    """Before the first run there is no past, and that is no error."""
    assert history.recent(tmp_path, 30) == history.Past(())


def test_the_past_of_one_estate_up_to_one_run(document: Document, tmp_path: Path) -> None:
    """Runs of other estates and later runs can be left out."""
    for number in range(6):
        add(tmp_path, document, run=f"run-{number}", estate="odd" if number % 2 else "even")

    assert [one.run for one in history.recent(tmp_path, 2, estate="even").entries] == ["run-2", "run-4"]
    assert [one.run for one in history.recent(tmp_path, 9, estate="odd", until="run-3").entries] == ["run-1", "run-3"]
    assert history.recent(tmp_path, 9, until="nobody").entries == ()


def _add_many(folder: Path, document: Document, name: str) -> None:
    for number in range(20):
        add(folder, document, run=f"{name}-{number}")


def test_runs_that_end_together(document: Document, tmp_path: Path) -> None:
    """Four writers at once lose no line, and the chain holds."""
    with ThreadPoolExecutor(4) as writers:
        list(writers.map(lambda number: _add_many(tmp_path, document, str(number)), range(4)))

    entries, raws = history.recent(tmp_path, 100).entries, lines(tmp_path)[:-1]
    assert len({one.run for one in entries}) == 80
    assert [one.before for one in entries] == ["", *map(history.digest, raws[:-1])]


def test_thousands_of_runs(document: Document, tmp_path: Path) -> None:
    """A history of 5000 full runs is appended to and read at its end in milliseconds."""
    rows = [{**document["requirements"][-1], "id": f"house.row-{number}", "fingerprint": "0" * 16} for number in range(111)]
    line = history.line({**document, "requirements": rows}, b"", "0" * 64) + b"\n"
    (tmp_path / history.NAME).write_bytes(line * 5000)

    began = time.perf_counter()
    add(tmp_path, document)
    appended = time.perf_counter()
    past: tuple[Entry, ...] = history.recent(tmp_path, 30).entries
    read = time.perf_counter()

    assert len(past) == 30
    assert (appended - began, read - appended) < (0.25, 0.25)
