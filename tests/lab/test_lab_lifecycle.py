"""A lab may be started, broken off and taken down at any moment, and leaves nothing but its directory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lab import identity
from probes import estate
from tests.lab.a_lab import REPOSITORY, ALab

pytestmark = pytest.mark.usefixtures("machine")
NUMBER = os.getpid() % 120
"""Names and subnets of this run, so that two runs on one machine do not meet; 198.19.0.0/16 is reserved for tests, too."""


@pytest.fixture
def lab() -> Iterator[ALab]:
    it = ALab(f"life-{NUMBER}", f"198.19.{NUMBER}.0/24")
    yield it
    it.run("down")
    assert it.traces() == []


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for labs without any image, where containers may walk."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("ADR023_LAB_DIR", folder)
        yield Path(folder)


def test_up_is_reached_from_the_machine_and_down_leaves_nothing(lab: ALab) -> None:
    """A plain ssh reaches both hosts by the keys that status names; afterwards no process, mount, link, control group or file is left."""
    lab.run("up")
    assert lab.ssh("agents", "hostname") == "agents\n"
    assert lab.ssh("dev", "hostname") == "dev\n"
    lab.run("down")
    assert lab.traces() == []
    assert not lab.home.root.exists()


def test_the_estate_it_hands_over_is_valid(lab: ALab) -> None:
    """The suite takes the file as it is, active observations included."""
    lab.run("up")
    told = estate.load(lab.home.root / "estate.toml")
    assert told.active
    assert str(told.agents.address) == lab.home.agents


def test_reset_undoes_what_was_done_to_containers_and_services(lab: ALab) -> None:
    """Deleted system files, new files, nested containers' storage and a service's state are as on the first day."""
    lab.run("up")
    config = lab.home.service("ntfy") / "tokens.json"
    before = config.read_text()
    config.write_text("{}")
    lab.run("exec", "agents", "--", "sh", "-c", "rm -rf /etc/ssh /usr/bin/git; touch /root/new /var/lib/docker/new")
    lab.run("reset")
    assert config.read_text() == before
    lab.ssh("agents", "test -x /usr/bin/git && test ! -e /root/new && test ! -e /var/lib/docker/new")


@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.5, 0.8, 1.2, 1.8])
def test_up_killed_at_any_moment_is_taken_up_again(lab: ALab, seconds: float) -> None:
    """What a kill -9 of ``up`` left half done, the next ``up`` completes."""
    lab.killed(seconds, "up")
    lab.run("up")
    assert lab.ssh("agents", "systemctl is-active claude-remote-control") == "active\n"


def test_up_killed_before_anybody_knows_its_supervisor(lab: ALab) -> None:
    """The next ``up`` waits until that one is known or gone; two supervisors in one directory would destroy each other's work."""
    supervisor, began = lab.killed_unknown(), time.monotonic()
    threading.Timer(5, os.kill, (supervisor, signal.SIGCONT)).start()

    lab.run("up")

    assert time.monotonic() - began > 5
    assert lab.ssh("agents", "systemctl is-active claude-remote-control") == "active\n"


def test_up_killed_is_taken_down_without_another_up(lab: ALab) -> None:
    """``down`` alone clears what a killed ``up`` left; the fixture looks for traces."""
    lab.killed(0.6, "up")
    lab.run("down")


def test_a_killed_supervisor_takes_everything_with_it(lab: ALab) -> None:
    """No container outlives it, and ``up`` starts anew."""
    lab.run("up")
    os.kill(lab.supervisor(), signal.SIGKILL)
    time.sleep(0.5)
    assert lab.run("status", check=False).returncode
    lab.run("up")
    assert lab.ssh("agents", "hostname") == "agents\n"


def test_a_dead_container_is_started_by_up(lab: ALab) -> None:
    """``up`` looks at each container, not at the lab as a whole."""
    lab.run("up")
    lab.run("exec", "node", "--", "lxc-stop", "-k", "-P", str(lab.home.containers), "-n", "agents")
    lab.run("up")
    assert lab.ssh("agents", "hostname") == "agents\n"


def test_a_corrupt_state_file_does_not_strand_a_lab(lab: ALab) -> None:
    """The supervisor is found by the lock that it holds; ``up`` rebuilds, and only one is left."""
    lab.run("up")
    old = lab.supervisor()
    (lab.home.root / "state.json").write_text("{ nonsense")
    lab.run("up")
    assert lab.supervisor() != old
    with pytest.raises(OSError, match=r"No such process|No such file"):
        identity.start_time(old)


def test_a_stale_state_file_harms_nobody(lab: ALab) -> None:
    """A pid that now is somebody else's is left alone, and so is one of another boot."""
    with subprocess.Popen(["sleep", "60"]) as innocent:
        for start, boot in (("1", identity.boot_id()), (identity.start_time(innocent.pid), "another")):
            lab.home.root.mkdir(parents=True, exist_ok=True)
            told = {"lab": {"name": lab.name}, "pid": innocent.pid, "start_time": start, "boot_id": boot}
            (lab.home.root / "state.json").write_text(json.dumps(told))
            lab.run("down")
            assert innocent.poll() is None
        innocent.kill()


def test_three_ups_at_once_make_one_lab(lab: ALab) -> None:
    """They wait for each other, and all succeed."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: lab.run("up"), range(3)))
    assert len(identity.strays(lab.home.root)) == 1


def test_two_labs_live_side_by_side(lab: ALab) -> None:
    """Names that begin alike and are too long for a link do not collide; one goes down, the other stays."""
    other = ALab(f"life-{NUMBER}-with-a-long-name", f"198.19.{NUMBER + 128}.0/24")
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda it: it.run("up"), (lab, other)))
        assert other.ssh("agents", "hostname") == "agents\n"
        other.run("down")
        assert other.traces() == []
        assert lab.ssh("agents", "hostname") == "agents\n"
    finally:
        other.run("down")


def test_a_subnet_in_use_is_refused_in_one_line(lab: ALab) -> None:
    """The error names the link that has it and the option that helps."""
    lab.run("up")
    other = ALab(f"late-{NUMBER}", lab.subnet)
    done = other.run("up", check=False)
    assert done.returncode == 1
    assert f"is in use on {lab.home.link}; choose another with --subnet" in done.stderr
    other.run("down")
    assert other.traces() == []


def test_a_killed_build_leaves_nothing_that_looks_finished(lab: ALab, elsewhere: Path) -> None:
    """No image, no process, no mount; the next build starts from nothing."""
    lab.killed(8, "up")
    time.sleep(0.5)
    assert list((elsewhere / "images").glob(".building-*"))
    assert [entry for entry in (elsewhere / "images").iterdir() if entry.name[0] != "." and entry.suffix != ".lock"] == []
    assert str(elsewhere) not in subprocess.run(["ps", "-eo", "args"], check=True, capture_output=True, text=True).stdout
    assert str(elsewhere) not in Path("/proc/self/mountinfo").read_text()


def test_a_machine_without_the_programs_is_told_the_line_that_mends_it() -> None:
    """One error that names what is missing and how to get it."""
    done = subprocess.run(
        [sys.executable, "-m", "lab", "doctor"], cwd=REPOSITORY, env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "apt-get install" in done.stdout + done.stderr


def test_somebody_who_is_not_root_is_told_so() -> None:
    """No traceback, one line."""
    words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-m", "lab", "up"]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not root" in done.stderr
    assert "Traceback" not in done.stderr
