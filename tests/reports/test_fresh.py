"""Silence is noticed: no whole run in time is an exit code of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reports import fresh, history
from reports.__main__ import main
from reports.results import Document

NOW = datetime(2026, 1, 2, 2, 0, tzinfo=UTC)


def note(folder: Path, document: Document, **other: object) -> None:
    history.append(folder, {**document, "ended": "2026-01-01T00:00:00Z", "exit_code": 0, **other}, b"")


@pytest.mark.parametrize(("later", "old"), [(0, False), (1, True)])
def test_26_hours(document: Document, tmp_path: Path, later: int, old: bool) -> None:
    """The last whole run may be 26 hours old, and not a second older."""
    note(tmp_path, document)

    found, said = fresh.stale(tmp_path, 26, NOW + timedelta(seconds=later))

    assert found == old
    assert "ended 26.0 h ago with exit code 0" in said
    assert ("; no run came within 26 h" in said) == old


def test_only_whole_runs_count(document: Document, tmp_path: Path) -> None:
    """A run of some requirements, or one that was broken off, hides no silence; nor does one of another estate."""
    note(tmp_path, document, run="old", ended="2025-12-30T00:00:00Z")
    note(tmp_path, document, run="narrow", narrowed=True)
    note(tmp_path, document, run="broken off", exit_code=2)
    note(tmp_path, document, run="elsewhere", estate="other")

    assert "run old of sample ended" in fresh.stale(tmp_path, 26, NOW, "sample")[1]
    assert not fresh.stale(tmp_path, 26, NOW)[0]


def test_a_run_of_tomorrow(document: Document, tmp_path: Path) -> None:
    """A run that ended in the future is a wrong clock, and no comfort."""
    note(tmp_path, document, ended="2026-01-03T00:00:00Z")

    assert fresh.stale(tmp_path, 26, NOW) == (
        True,
        f"run {document['run']} of sample ended in the future, at 2026-01-03T00:00:00Z: one of the clocks is wrong",
    )


def test_the_command(document: Document, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line and the exit code: 1 for silence, also when nobody ever ran."""
    assert main(["--report-dir", str(tmp_path), "freshness"]) == 1
    assert "no whole run of any estate is noted in" in capsys.readouterr().err

    note(tmp_path, document, ended=fresh.now().isoformat(timespec="seconds"))
    assert main(["--report-dir", str(tmp_path), "freshness", "--max-hours", "1"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("hours", ["nan", "inf", "0", "-1", "soon"])
def test_hours_that_are_none(tmp_path: Path, hours: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One clear error, and no verdict."""
    with pytest.raises(SystemExit, match="2"):
        main(["--report-dir", str(tmp_path), "freshness", f"--max-hours={hours}"])
    assert f"--max-hours: '{hours}' is no number of hours" in capsys.readouterr().err
