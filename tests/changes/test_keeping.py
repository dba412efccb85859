"""What stays on the target after many runs: a bounded number, and never less than what can still go wrong."""

from __future__ import annotations

import os
from pathlib import Path

from remediations import kinds
from remediations.changes import WriteFile
from remediations.target import journal, keeping, runs, work
from tests.changes.local import local_hands
from tests.changes.test_lock import killed


def test_the_newest_runs_stay_and_can_be_taken_back(tmp_path: Path) -> None:
    """Older runs are gone from the journal with their backups; the oldest that stays restores what it found."""
    home = tmp_path / "home"
    for number in range(keeping.RUNS + 3):
        _run(home, f"r{number:03}", WriteFile(str(tmp_path / "file"), f"{number}\n"))
    hands = local_hands(home)
    hands.begin("last", "tester", "here")

    kept = [row["run"] for row in hands.journal() if row["run"] != "last"]

    assert kept == [f"r{number:03}" for number in range(3, keeping.RUNS + 3)]
    assert sorted(folder.name for folder in (home / "backup").iterdir()) == kept
    assert all(hands.rollback(run)[0]["undone"] for run in reversed(kept))
    assert (tmp_path / "file").read_text() == "2\n"
    hands.end("last")


def _run(home: Path, name: str, change: WriteFile) -> None:
    lock, _ = runs.begin(home, name, "tester", "here")
    work.apply(work.Run(home, name, allow=False), 1, kinds.as_json(change), "")
    journal.write(home, "end", name)
    os.close(lock)


def test_what_a_killed_run_left_is_settled_before_anything_is_forgotten(tmp_path: Path) -> None:
    """An interrupted run is told of and closed by the next, and counts as one of those that stay."""
    hands = local_hands(tmp_path / "home")
    hands.begin("first", "tester", "here")
    hands.apply("first", 1, WriteFile(str(tmp_path / "file"), "new\n"), "")
    killed(hands)
    (tmp_path / "home" / "backup" / "astray").mkdir()

    second = local_hands(tmp_path / "home")

    assert second.begin("second", "tester", "here") == ["run first was interrupted between two changes: those made are kept"]
    assert [folder.name for folder in (tmp_path / "home" / "backup").iterdir()] == ["first"]
    second.end("second")
