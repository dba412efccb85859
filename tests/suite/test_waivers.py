"""A waiver covers what was seen when it was given, to the end of its day, and nothing else."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from reports import fingerprint
from tests.suite.conftest import Project

TODAY = datetime.now(UTC).date()
LATER = TODAY + timedelta(days=60)
WAIVE = ("--waive=house.door", "--reason=the carpenter comes in spring", f"--until={LATER}", "--owner=Milton")


def waived(project: Project) -> Project:
    """A house whose open door is accepted."""
    project.write("host/door", "open\n")
    assert project.run(*WAIVE).returncode == 0
    return project


def table(**changed: object) -> str:
    """The file with one waiver, as somebody might have written it."""
    about = {
        "reason": '"the carpenter"', "owner": '"Milton"', "until": str(LATER), "fingerprint": f'"{fingerprint.of("the door is open")}"',
        **changed,
    }  # fmt: skip
    return "\n".join(['["house.door"]', *(f"{key} = {value}" for key, value in about.items() if value is not None)]) + "\n"


def test_writes_a_waiver(project: Project) -> None:
    """--waive looks at the row, shows what is true, and writes who accepted what, why and until when; the next audit ends with 0."""
    project.write("host/door", "open\n")

    done = project.run(*WAIVE)

    assert done.returncode == 0
    row = project.row("house.door")
    assert (row["outcome"], row["true_outcome"], row["seen"]) == ("waived", "not met", "the door is open")
    kept = tomllib.loads((project.path / "waivers.toml").read_text())["house.door"]
    assert (kept["owner"], kept["reason"], kept["until"]) == ("Milton", "the carpenter comes in spring", LATER)
    assert project.run().returncode == 0
    assert project.outcomes()["house.door"] == "waived"
    assert project.row("house.door")["waiver"]["days_left"] == 60


def test_covers_nothing_else(project: Project) -> None:
    """Something else that is wrong with the same row tomorrow is not met, and the waiver is told to be unmatched."""
    waived(project).write("host/door", "ajar\n")

    done = project.run()

    assert done.returncode == 1
    assert project.outcomes()["house.door"] == "not met"
    assert project.row("house.door")["waiver"]["standing"] == "unmatched"
    assert "does not cover what is seen now, it was given for: the door is open" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("until", "door", "expected"),
    [
        (TODAY, "open", ("waived", "covers", True)),
        (TODAY - timedelta(days=1), "open", ("not met", "expired", False)),
        (LATER, "closed", ("met", "needless", False)),
        (LATER, "crash", ("unseen", "not looked at", False)),
    ],
)
def test_standing(project: Project, until: object, door: str, expected: tuple[str, str, bool]) -> None:
    """A waiver holds through its last day; an expired and a needless one are told; what cannot be seen is never waived."""
    project.write("waivers.toml", table(until=until))
    project.write("host/door", door)

    done = project.run()

    row = project.row("house.door")
    assert (row["outcome"], row["waiver"]["standing"], row["waiver"]["about_to_expire"]) == expected
    assert row["waiver"]["says"] in done.stdout


def test_another_violation_behind_it(project: Project) -> None:
    """A row with a waiver is looked at to its end, so that the accepted break hides no other."""
    project.edit(
        "features/house.feature",
        'Then it is "closed"\n\n    @house.window',
        'Then it is "closed"\n      And it is "locked"\n\n    @house.window',
    )
    waived(project)
    assert project.row("house.door")["seen"] == "the door is open"
    assert [step["held"] for step in project.row("house.door")["steps"]] == ["held", "did not hold", "did not hold"]

    project.edit(
        "sample_steps.py",
        "if thing.state != state:",
        'if state == "locked":\n        raise Violation("there is no lock")\n    if thing.state != state:',
    )

    project.run()
    assert (project.outcomes()["house.door"], project.row("house.door")["seen"]) == ("not met", "the door is open; there is no lock")


def test_not_mended_against_its_waiver(project: Project) -> None:
    """A repair leaves alone what is waived and says so; --only-fix asks for it by name."""
    waived(project)

    said = project.run("--remediate", "--yes").stdout
    assert (project.path / "host/door").read_text() == "open\n"
    assert "1 is waived and stays as it is; --only-fix mends it all the same: close" in said

    project.run("--remediate", "--yes", "--only-fix=close")
    assert (project.path / "host/door").read_text() == "closed\n"
    assert project.row("house.door")["waiver"]["standing"] == "needless"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ({"until": '"2027-01-31"'}, "house.door: until: is no day, for example until = 2027-01-31"),
        ({"until": None}, "house.door: until: missing, for example until = 2027-01-31"),
        ({"reason": '" "'}, "house.door: reason: empty or no text, for example reason ="),
        ({"owner": None}, "house.door: owner: missing, for example owner ="),
        ({"fingerprint": None}, "house.door: fingerprint: missing; `pytest --waive house.door --reason=WHY --until=DAY` writes it"),
        ({"expires": "2027-01-31"}, "house.door: expires: no such key; there are reason, owner, until, fingerprint, seen"),
        ('["house.dor"]\n', "house.dor: no requirement is called 'house.dor'; did you mean house.door"),
        ("[house.door]\n", 'house: an id has a dot, so its table is written in quotes, for example ["house.door"]'),
        ("reason = \n", "not TOML: Invalid value (at line 1, column 10)"),
    ],
)
def test_malformed(project: Project, text: str | dict[str, object], said: str) -> None:
    """A waiver with a mistake ends the run before anything is asked: file, key, what was wrong, an example."""
    project.write("waivers.toml", text if isinstance(text, str) else table(**text))

    done = project.run()

    assert done.returncode == 4
    assert f"{project.path}/waivers.toml: {said}" in done.stderr
    assert not (project.path / "reports/out/latest").exists()


def test_nothing_to_waive(project: Project) -> None:
    """What is met or unseen gets no waiver, and the run says why."""
    assert "no waiver was written: house.door is met" in project.run(*WAIVE).stdout
    project.write("host/door", "crash\n")
    done = project.run(*WAIVE)
    assert "no waiver was written: house.door is unseen" in done.stdout
    assert done.returncode == 11
    assert not (project.path / "waivers.toml").exists()


def test_senseless_waivers(project: Project) -> None:
    """What is missing or over is one clear error."""
    for said, options in {
        '--waive needs --reason, for example --reason="waits': ("--waive=house.door", f"--until={LATER}"),
        "--waive needs --until, for example --until=": ("--waive=house.door", "--reason=why"),
        "--until: 'soon' is no day; write it as YYYY-MM-DD": ("--waive=house.door", "--reason=why", "--until=soon"),
        "--until: 2020-01-01 is over": ("--waive=house.door", "--reason=why", "--until=2020-01-01"),
        "--reason needs --waive=ID": ("--reason=why",),
        "--waive looks at one row and changes nothing": (*WAIVE, "--plan"),
        "did you mean house.door": ("--waive=house.dor", *WAIVE[1:]),
    }.items():
        done = project.run(*options)
        assert (done.returncode, said in done.stderr) == (4, True), done.stderr
