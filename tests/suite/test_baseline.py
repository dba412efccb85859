"""--baseline fails for what is new alone, and shows what is true."""

from __future__ import annotations

import pytest

from reports import history
from tests.suite.conftest import Project


@pytest.fixture
def broken(project: Project) -> Project:
    """A house whose door was open in an earlier run."""
    project.write("host/door", "open\n")
    (project.path / "host/roof").unlink()
    project.run()
    return project


def test_what_is_old_does_not_fail(broken: Project) -> None:
    """With nothing new the exit code is 0; table and results still say what is not met, and what is old."""
    run = broken.results()["run"]

    done = broken.run("--baseline")

    assert done.returncode == 0
    assert broken.outcomes()["house.door"] == "not met"
    assert broken.results()["baseline"] == {"run": run, "old": ["house.door", "house.roof"]}
    assert f"held against run {run}: as bad then, and not held against this run: house.door, house.roof" in done.stdout
    assert f"(none of it new since {run})" in done.stdout
    assert broken.run().returncode == 1


def test_what_is_new_fails(broken: Project) -> None:
    """Another row, or another offence in an old one, fails as it would without a baseline, and is named."""
    run = broken.results()["run"]
    broken.write("host/window", "open\n")
    broken.write("host/door", "ajar\n")

    done = broken.run(f"--baseline={run}", "-q")

    assert done.returncode == 1
    assert f"(new since {run}: house.door, house.window)" in done.stdout
    assert broken.results()["baseline"]["old"] == ["house.roof"]


def test_the_latest_run_is_the_latest_whole_one(broken: Project) -> None:
    """Runs of a few rows, and one that stopped at the first failure, are none to compare all with; the note says which run is."""
    run = broken.results()["run"]
    broken.run("--requirement=house.stove")
    broken.run("-x")
    assert broken.results()["narrowed"]
    assert "1 of 5 rows were looked at before it ended" in (broken.report / "audit.html").read_text()

    done = broken.run("--baseline=latest")

    assert done.returncode == 0
    assert f"held against run {run}" in done.stdout
    assert [one.narrowed for one in history.recent(broken.path / "reports/out", 9).entries] == [False, True, True, False]


def test_unseen_is_new_when_it_was_seen(broken: Project) -> None:
    """What could be looked at then and cannot now is new: exit 11."""
    (broken.path / "host/stove").unlink()

    assert broken.run("--baseline=reports/out/latest").returncode == 11


def test_what_was_not_reached_excuses_nothing(broken: Project) -> None:
    """A row that an earlier run did not come to was never seen to be bad."""
    broken.run("-x")
    (broken.path / "host/stove").unlink()

    done = broken.run("--baseline=reports/out/latest", "-q")

    assert done.returncode == 11
    assert "house.roof, house.stove" in done.stdout.partition("(new since")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--baseline=20250101T000000Z-0000",), "--baseline: 20250101T000000Z-0000: neither a run below"),
        (("--baseline", "features"), "before a path write --baseline=latest"),
    ],
)
def test_no_run_to_compare_with(broken: Project, arguments: tuple[str, ...], said: str) -> None:
    """One clear error before anything is asked."""
    before = broken.results()

    done = broken.run(*arguments)

    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert broken.results() == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"estate": "sample"', '"estate": "other"', "is of other, and this estate is sample"),
        ('"exit_code": 1,', '"exit_code": 2,', "was broken off with exit code 2"),
        ('"house.door"', '"house door"', "does not match"),
    ],
)
def test_a_run_that_is_none_to_compare_with(broken: Project, old: str, new: str, said: str) -> None:
    """A run of another estate, one that was broken off, or one whose results were changed is refused."""
    file = broken.report / "results.json"
    file.write_text(file.read_text().replace(old, new, 1))

    done = broken.run("--baseline")

    assert done.returncode == 4
    assert said in done.stderr
