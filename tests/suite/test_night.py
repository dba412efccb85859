"""A night's run from the command line, with the ntfy stand-in listening: who is told what, and what happens when nobody can be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lab.homelab import Homelab
from lab.services import ntfy
from reports import history
from tests.services.standin import answering
from tests.suite.conftest import Project


@pytest.fixture
def heard(project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The topic's messages, with an ntfy that the sample's estate names; only what stands in its file ``mode`` stops it."""
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path_factory.mktemp("lab")))
    lab = Homelab("t", net="127.9.9")
    ntfy.seed(lab)
    state = lab.service("ntfy")
    project.write("token", ntfy.report_token(lab))
    (project.path / "token").chmod(0o600)
    with answering(lambda request: ntfy.respond(state, request), state) as url:
        table = f'[ntfy]\nurl = "{url}"\ntopic = "alerts"\nreport_topic = "{ntfy.REPORT_TOPIC}"\nreport_token = {{ file = "token" }}\n'
        project.write("estate.toml", f"{(project.path / 'estate.toml').read_text()}\n{table}")
        yield state


def _messages(state: Path) -> list[dict[str, Any]]:
    file = state / "messages.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def _down(state: Path) -> None:
    (state / "mode").write_text("down")


def test_only_a_change_is_told(project: Project, heard: Path) -> None:
    """Nothing on a good night, one message on the night that it breaks, nothing while it stays so, one when it is mended."""
    assert project.run("--nightly").returncode == 0
    assert _messages(heard) == []
    project.write("host/door", "open sesame=correct-horse TOKEN=canarycanarycanary")
    assert project.run("--nightly").returncode == 1
    assert project.run("--nightly").returncode == 1
    project.write("host/door", "closed")
    assert project.run("--nightly").returncode == 0

    broken, mended = _messages(heard)

    assert (broken["priority"], broken["title"], broken["topic"]) == (4, "ADR-023, sample: 1 regressed", ntfy.REPORT_TOPIC)
    assert "house.door" in broken["message"]
    assert "canary" not in broken["message"]
    assert (mended["priority"], mended["title"]) == (3, "ADR-023, sample: 1 good again")


def test_when_nobody_can_be_told(project: Project, heard: Path) -> None:
    """The run says so, ends with 16 in the history too, and tells it the next night, though all is well by then."""
    project.write("host/door", "open")
    _down(heard)
    silent = project.run("--nightly")
    lines = (project.path / "reports/out/history.jsonl").read_text().splitlines()
    project.write("host/door", "closed")
    (heard / "mode").unlink()
    loud = project.run("--nightly")

    assert (silent.returncode, json.loads(lines[-1])["exit_code"]) == (16, 16)
    assert "nobody could be told what changed (ntfy: " in silent.stdout
    assert loud.returncode == 0
    assert [message["message"].splitlines()[0] for message in _messages(heard)] == ["in the meantime, while nobody could be told:"]


def test_a_broken_note_of_what_was_told(project: Project, heard: Path) -> None:
    """All is told anew, the run says why, and the broken file is kept."""
    out = project.path / "reports" / "out"
    out.mkdir(parents=True)
    (out / "told.json").write_text("{")
    project.write("host/door", "open")

    done = project.run("--nightly")

    assert done.returncode == 1
    assert "told.json: is torn or none of ours" in done.stdout
    assert ((out / "told.json.broken").read_text(), len(_messages(heard))) == ("{", 1)


def test_without_a_topic_the_run_says_so(project: Project) -> None:
    """A night whose change nobody is told must at least be read in its report."""
    project.write("host/door", "open")

    done = project.run("--nightly")

    assert done.returncode == 1
    assert "names no ntfy.report_topic" in project.results()["note"]


def test_nothing_is_mended_unasked(project: Project, heard: Path) -> None:
    """At night only an estate that says nightly_remediate = "safe" is mended, and then by safe fixes alone."""
    project.write("host/door", "open")
    project.write("host/stove", "cold")
    project.run("--nightly")
    left = (project.path / "host/door").read_text()
    project.write("estate.toml", 'nightly_remediate = "safe"\n' + (project.path / "estate.toml").read_text())
    done = project.run("--nightly")

    assert left == "open"
    assert (project.path / "host/door").read_text() == "closed\n"
    assert (project.path / "host/stove").read_text() == "cold"
    assert "at night only safe fixes on the host are applied" in done.stdout
    assert [message["title"] for message in _messages(heard)] == ["ADR-023, sample: 2 regressed", "ADR-023, sample: 1 mended"]


def test_what_goes_to_and_fro_is_left_to_a_person(project: Project, heard: Path) -> None:
    """Three turns within ten runs: no fix at night, one message that says so, and none for the next turn."""
    project.write("estate.toml", 'nightly_remediate = "safe"\n' + (project.path / "estate.toml").read_text())
    project.write("host/door", "open")
    project.run()
    past = project.results()
    for outcome in ("met", "not met", "met"):
        next(row for row in past["requirements"] if row["id"] == "house.door")["outcome"] = outcome
        history.append(project.path / "reports" / "out", past, b"")
    project.run("--nightly")
    project.write("host/door", "closed")
    project.run("--nightly")

    assert [message["title"] for message in _messages(heard)] == ["ADR-023, sample: 1 flapping"]
    assert project.row("house.door")["outcome"] == "met"


def test_a_run_that_ended_early_is_one_piece_of_news(project: Project, heard: Path) -> None:
    """Whoever stands in for the host is not told row by row; what was looked at before counts, what was not keeps what was told of it."""
    project.edit(
        "sample_steps.py",
        "    if thing.state != state:",
        '    if thing.state == "strange":\n        pytest.exit("another host key", 11)\n    if thing.state != state:',
    )
    project.write("host/roof", "strange")

    done = project.run("--nightly")

    (message,) = _messages(heard)
    assert (done.returncode, message["priority"]) == (11, 4)
    assert message["message"].startswith("regressed:\n- the run itself: ")
    assert "another host key" in message["message"]
    assert "house.stove" not in message["message"]


@pytest.mark.parametrize("option", ["--plan", "--remediate", "--allow-disruption"])
def test_the_estate_decides_what_is_mended(project: Project, option: str) -> None:
    """The command line of a timer is not the place to widen it."""
    done = project.run("--nightly", option)

    assert done.returncode == 4
    assert "nightly_remediate" in done.stderr or "needs --plan or --remediate" in done.stderr
