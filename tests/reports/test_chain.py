"""What was done to a history afterwards is found; what a crash left is told and forgiven."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reports import history
from reports.__main__ import main
from reports.results import Document
from tests.reports.conftest import leave

Raws = list[bytes]


def verify(folder: Path, *arguments: str) -> int:
    return main(["--report-dir", str(folder), "verify", *arguments])


def change(folder: Path, how: Callable[[Raws], Raws]) -> None:
    """Change the lines of the history, as somebody with an editor would."""
    file = folder / history.NAME
    file.write_bytes(b"".join(line + b"\n" for line in how(file.read_bytes().split(b"\n")[:-1])))


def without_results(folder: Path) -> None:
    for run in folder.glob("2026*"):
        shutil.rmtree(run)


def test_a_history_that_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Untouched lines and results hold, and the head is told."""
    assert verify(folder) == 0

    assert capsys.readouterr().out.startswith("5 lines hold, head ")


CHAINED = "is chained to another line than the one before it: that one was changed, or a line was dropped, added or moved"


@pytest.mark.parametrize(
    ("how", "said"),
    [
        pytest.param(lambda raws: [raws[0].replace(b'"not met"', b'"met"'), *raws[1:]], f"line 2 (run 20260102T000000Z-0000) {CHAINED}", id="changed"),
        pytest.param(lambda raws: [*raws[:2], raws[2].replace(b'"mode"', b'"mood"'), *raws[3:]], f"line 4 (run 20260104T000000Z-0000) {CHAINED}", id="a byte"),
        pytest.param(lambda raws: [*raws[:2], *raws[3:]], f"line 3 (run 20260104T000000Z-0000) {CHAINED}", id="dropped"),
        pytest.param(lambda raws: raws[1:], f"line 1 (run 20260102T000000Z-0000) {CHAINED}", id="first dropped"),
        pytest.param(lambda raws: [raws[0], raws[2], raws[1], *raws[3:]], f"line 2 (run 20260103T000000Z-0000) {CHAINED}", id="reordered"),
        pytest.param(lambda raws: [*raws, raws[4]], "tells run 20260105T000000Z-0000 more than once", id="repeated"),
        pytest.param(lambda raws: [*raws[:3], b"", *raws[3:]], "line 4 is empty, which no run writes", id="blank"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("results", [True, False], ids=["with results", "without"])
def test_what_was_done_to_the_lines(
    folder: Path, capsys: pytest.CaptureFixture[str], how: Callable[[Raws], Raws], said: str, results: bool
) -> None:
    """A changed byte, a dropped, repeated or reordered line is found, whether or not the results are still here."""
    if not results:
        without_results(folder)
    change(folder, how)

    assert verify(folder) == 1

    assert said in capsys.readouterr().err


def test_a_cut_off_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines that are missing at the end are found by the results that they told of."""
    change(folder, lambda raws: raws[:-1])

    assert verify(folder) == 1

    assert "20260105T000000Z-0000/results.json: no line of history.jsonl tells of this run" in capsys.readouterr().err


def test_a_last_line_that_was_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is chained to the last line yet, so it has to say what its results say."""
    change(folder, lambda raws: [*raws[:-1], raws[-1].replace(b'"exit_code":12', b'"exit_code":0')])

    assert verify(folder) == 1

    assert "its last line (run 20260105T000000Z-0000) does not say what its results.json says" in capsys.readouterr().err


def test_results_that_were_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One byte of one old results.json is enough."""
    file = folder / "20260102T000000Z-0000" / "results.json"
    file.write_text(file.read_text().replace("part 1 leans", "part 1 leant", 1))

    assert verify(folder) == 1

    assert f"{file}: is not what run 20260102T000000Z-0000 wrote" in capsys.readouterr().err


def test_results_that_were_cleared_away(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Old results may go: the history holds without them, and says so."""
    shutil.rmtree(folder / "20260102T000000Z-0000")

    assert verify(folder) == 0

    assert "note: the results of 1 runs are no longer here" in capsys.readouterr().out


def test_a_crash_is_no_forgery(folder: Path, document: Document, capsys: pytest.CaptureFixture[str]) -> None:
    """A torn line is told, before and after the next run went on from it."""
    with (folder / history.NAME).open("ab") as file:
        file.write(b'{"at":"2026-01-06T00')

    assert verify(folder) == 0
    assert "note: history.jsonl: its last line lacks its end" in capsys.readouterr().out

    leave(document, "20260107T000000Z-0000", folder)
    assert verify(folder) == 0
    assert "note: history.jsonl: line 6 is torn" in capsys.readouterr().out

    change(folder, lambda raws: [*raws[:5], raws[5] + b"x", *raws[6:]])
    assert verify(folder) == 1


def test_torn_at_any_byte(folder: Path, document: Document) -> None:
    """Wherever a crash tears the last line: the runs before it are read, the next one is added, and nothing that was there is lost."""
    without_results(folder)
    file = folder / history.NAME
    whole = file.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for cut in range(last + 1, len(whole) - 1, 61):
        file.write_bytes(whole[:cut])
        assert len(history.recent(folder, 9).entries) == 4
        leave(document, f"20260107T000000Z-{cut:04}", folder)
        shutil.rmtree(folder / f"20260107T000000Z-{cut:04}")

        assert verify(folder) == 0
        assert file.read_bytes().startswith(whole[:cut] + b"\n")
        assert len(history.recent(folder, 9).entries) == 5


def test_no_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing was ever written there is nothing to hold, and that is an error."""
    assert verify(tmp_path) == 2

    assert history.NAME in capsys.readouterr().err
