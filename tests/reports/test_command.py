"""``python -m reports`` makes every form from a run that was, and says in one sentence why it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports import output
from reports.__main__ import main
from reports.formats import FORMATS
from reports.results import Document


@pytest.fixture
def folder(document: Document, tmp_path: Path) -> Path:
    """Where two runs were reported."""
    output.write(document, tmp_path)
    output.write({**document, "run": "20260102T000000Z-0000"}, tmp_path)
    return tmp_path


def ask(folder: Path, *arguments: str) -> int:
    return main(["--report-dir", str(folder), *arguments])


def told_by_the_run(folder: Path, name: str) -> str:
    """What the last run wrote by itself, or would have."""
    written = {"html": "audit.html", "junit": "junit.xml"}
    latest = folder / "latest"
    return (latest / written[name]).read_text() if name in written else FORMATS[name](json.loads((latest / "results.json").read_text()))


@pytest.mark.parametrize("name", FORMATS)
def test_every_form(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Each form of the last run is printed, and is what the run itself would have written."""
    assert ask(folder, name) == 0

    printed = capsys.readouterr().out
    assert printed == told_by_the_run(folder, name)


def test_runs_can_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By id, by directory, by file, or as latest."""
    for run in ("20260101T000000Z-0000", str(folder / "20260101T000000Z-0000"), str(folder / "20260101T000000Z-0000" / "results.json")):
        assert ask(folder, "markdown", run) == 0
        assert "20260101T000000Z-0000" in capsys.readouterr().out
    assert ask(folder, "markdown", "latest") == 0
    assert "20260102T000000Z-0000" in capsys.readouterr().out


def test_a_form_in_a_file(folder: Path, tmp_path: Path) -> None:
    """--out writes it whole, and leaves nothing beside it."""
    (tmp_path / "metrics").mkdir()

    assert ask(folder, "prometheus", "--out", str(tmp_path / "metrics" / "adr023.prom")) == 0

    assert [file.name for file in (tmp_path / "metrics").iterdir()] == ["adr023.prom"]


def test_no_such_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The error names the runs that there are."""
    assert ask(folder, "sarif", "20251231T000000Z-0000") == 2

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "20251231T000000Z-0000: neither a run below" in said
    assert "20260101T000000Z-0000, 20260102T000000Z-0000" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"adr-023/results/1"', '"adr-023/results/2"', "schema: 'adr-023/results/2' where 'adr-023/results/1' is read here"),
        ('"outcome": "not met"', '"outcome": "maybe"', "requirements[1].outcome: 'maybe' is not one of"),
        ('"exit_code"', '"exitcode"', "'exit_code' is a required property"),
        ('"until": "2026-01-08"', '"until": "soon"', "'soon' is not a 'date'"),
        ("{", "[", "not whole JSON"),
    ],
)
def test_results_that_cannot_be_used(folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str) -> None:
    """Another version, an unknown outcome, a missing key: one sentence with file and key, and nothing is written."""
    file = folder / "20260102T000000Z-0000" / "results.json"
    file.write_text(file.read_text().replace(old, new, 1))
    (folder / "old.html").write_text("as it was")

    assert ask(folder, "html", "--out", str(folder / "old.html")) == 2

    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert said in told
    assert str(folder / "latest" / "results.json") in told
    assert (folder / "old.html").read_text() == "as it was"


@pytest.mark.parametrize("name", FORMATS)
def test_results_of_an_older_suite(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """What this version of the format got last may be missing."""
    file = folder / "20260102T000000Z-0000" / "results.json"
    told = json.loads(file.read_text())
    del told["commands"]
    for row in told["requirements"]:
        del row["scope"]
        for asked in row["evidence"]:
            del asked["command"]
    file.write_text(json.dumps(told))

    assert ask(folder, name) == 0

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("kept", [0, 1, 1000])
def test_truncated_results(folder: Path, capsys: pytest.CaptureFixture[str], kept: int) -> None:
    """A file that a full disk or a crash cut off is named as such."""
    file = folder / "20260102T000000Z-0000" / "results.json"
    file.write_text(file.read_text()[:kept])

    assert ask(folder, "junit") == 2

    assert "not whole JSON" in capsys.readouterr().err


def test_a_results_file_that_is_no_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON of another shape is another schema."""
    (folder / "20260102T000000Z-0000" / "results.json").write_text("[]")

    assert ask(folder, "junit") == 2

    assert "schema: None where" in capsys.readouterr().err
