"""What a run makes of its hosts: one login, one look a pass, and an end when nobody knows whom it is asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connection.conftest import Sshd, new_key
from tests.suite.conftest import Project, project

__all__ = ["project"]

STEPS = '''

@given(parsers.parse('the "{name}" of the house'), target_fixture="thing")
def thing_there(agents, name: str) -> Thing:
    """The house is on a host."""
    return Thing(name, ask(agents, Question(name, f"cat {Path.cwd()}/host/{name}", str.strip)))


@given("a system that the estate leaves out", target_fixture="thing")
def left_out(vault) -> Thing:
    """Nobody to ask."""
    return Thing("vault", "open")
'''


FEW = ("-k", "test")
"""A selection, for which nothing is asked ahead: the audit's own questions would search the machine that runs the tests."""


@pytest.fixture
def house(project: Project, sshd: Sshd) -> Project:
    """The sample with its things on a host that is asked over SSH."""
    steps = (project.path / "sample_steps.py").read_text()
    ours = steps.partition("@given")[0] + "@then" + steps.partition("@then")[2].partition("@pytest.fixture")[0] + STEPS
    project.write("sample_steps.py", ours.replace("import Unseen\n", "import Unseen\nfrom probes.question import Question, ask\n"))
    table = f'address = "127.0.0.1"\nport = {sshd.port}\nkey = "{sshd.directory}/user"\nknown_hosts = "{sshd.directory}/known_hosts"'
    project.edit("estate.toml", 'address = "192.0.2.1"\nknown_hosts = "known_hosts"', table)
    return project


def test_a_run_logs_in_once(house: Project) -> None:
    """However many scenarios ask, in both passes: the log of the server has one login, and the report few round trips."""
    house.write("host/window", "open")

    done = house.run(*FEW, "--remediate", "--yes")

    assert {"house.door": "met", "house.window": "fixed"}.items() <= house.outcomes().items(), done.stdout
    assert house.results()["round_trips"]["agents"] <= 20


def test_a_scenario_tells_what_it_asked(house: Project) -> None:
    """The report has the question, the very command, how it ended and how long it took."""
    house.run(*FEW)

    (asked,) = house.row("house.door")["evidence"]
    assert (asked["of_whom"], asked["what"], asked["answer"]) == ("agents", "door", "exit 0")
    assert house.results()["commands"][asked["command"]] == f"cat {house.path}/host/door"


def test_a_system_that_is_left_out_is_unseen(house: Project) -> None:
    """Not configured is never met."""
    house.edit("features/house.feature", 'Given the "roof" of the house', "Given a system that the estate leaves out")

    done = house.run(*FEW)

    assert "could not see anything of vault: the estate does not configure it" in " ".join(done.stdout.split())
    assert house.outcomes()["house.roof"] == "unseen"
    assert done.returncode == 11


def test_a_wrong_host_key_stops_the_run(house: Project, sshd: Sshd, tmp_path: Path) -> None:
    """One line with both fingerprints, no scenario after it, no traceback."""
    (tmp_path / "known").write_text(f"[127.0.0.1]:{sshd.port} {new_key(tmp_path / 'other')}")
    house.edit("estate.toml", f"{sshd.directory}/known_hosts", f"{tmp_path}/known")

    done = house.run(*FEW)

    said = done.stdout + done.stderr
    assert done.returncode == 11
    assert "could not see anything of agents: it shows the host key ssh-ed25519 SHA256:" in said
    assert said.count("SHA256:") == 2
    assert "Traceback" not in said
    assert "0 of 5 met, 5 unseen" in said


def test_a_host_that_is_down_makes_its_rows_unseen(house: Project) -> None:
    """Each row says why; none is met or not met; the run does not wait for it once a row."""
    house.edit("estate.toml", "port = ", "port = 1\n# ")

    done = house.run(*FEW)

    assert done.returncode == 11
    assert {"unseen", "not observed"} == set(house.outcomes().values())
    assert "Connection refused" in done.stdout
