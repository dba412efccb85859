"""The night watch for real: its timer on a host of the lab leads to an audit, a line in the history, and a word at ntfy when there is one to say."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.nightwatch import ETC, STATE, UNIT, Watch
from tests.scene import Scene

SWITCH = "adr023-freshness.service"
SHY = """#!/bin/sh
[ "$1" = status ] && rm /run/shy 2>/dev/null && exit 1
exec /usr/local/bin/netbird.real "$@"
"""
PYTHON = f"Python {sys.version_info.major}.{sys.version_info.minor}."


@pytest.fixture(scope="module")
def watch(scene: Scene) -> Iterator[Watch]:
    """Installed on dev: on agents whoever could change what is looked at could change what looks."""
    scene.lab("reset")
    installed = Watch(scene, "dev")
    if not installed.run("python3 --version").startswith(PYTHON):
        pytest.skip(f"not run: the lab's Python is not {PYTHON}x, for which this machine's packages were built")
    installed.install()
    yield installed
    scene.lab("reset")


def _messages(scene: Scene, topic: str) -> list[dict[str, Any]]:
    file = Path(scene.facts()["services"]["ntfy"]["files"]) / "messages.jsonl"
    told = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
    return [message for message in told if message["topic"] == topic]


def test_a_timer_that_slept_catches_up(watch: Watch) -> None:
    """The hardened unit sees all that an audit sees, adds a line to the history, and has nothing to tell of a lab that nobody broke."""
    ended = watch.catch_up()

    (line,) = watch.history()
    assert {id_: outcome for id_, outcome in line["outcomes"].items() if outcome in {"not met", "unseen"}} == {}
    assert (ended, line["exit_code"]) == ("success 0", 0)
    assert _messages(watch.scene, "homelab-audit") == []
    assert watch.run("ls -A /run/adr023-audit /run/credentials 2>/dev/null | grep -c pve || true").strip() == "0"


def test_what_broke_is_told_and_is_no_failure_of_the_unit(watch: Watch) -> None:
    """One message, high; the run did what it was sent for, so that nobody hears of it twice."""
    watch.scene.wound("environment/unit-drop-in")
    watch.run(f"systemctl start {UNIT}")

    (message,) = _messages(watch.scene, "homelab-audit")
    assert (message["priority"], watch.history()[-1]["exit_code"]) == (4, 1)
    assert "environment.unit: " in message["message"]
    assert watch.ended() == "success 1"


def test_a_watch_that_cannot_look_fails_aloud(watch: Watch) -> None:
    """A run that never came to its audit is a failed unit, and the alert that every unit has says so."""
    agents = Watch(watch.scene, "agents")
    for path in ("/etc/systemd/system/ntfy@.service", "/etc/ntfy/token"):
        watch.write(path, agents.run(f"cat {path}"))
    watch.run(f"echo nonsense = 1 >> {ETC}/estate.toml; systemctl daemon-reload; systemctl start {UNIT} || true")

    assert watch.ended() == "exit-code 4"
    assert len(watch.history()) == 2
    assert watch.run(f"until systemctl show -P Result ntfy@{UNIT}.service | grep -q success; do sleep 0.2; done; echo") == "\n"
    assert any(UNIT in message["message"] for message in _messages(watch.scene, "homelab-alerts"))


def test_silence_is_heard(watch: Watch) -> None:
    """The dead man's switch is content while runs come, and fails as loud as any unit when none does."""
    watch.run(f"systemctl start {SWITCH}")
    watch.run(f"mv {STATE}/history.jsonl {STATE}/gone; systemctl start {SWITCH} || true")

    assert watch.run(f"systemctl show -P Result {SWITCH}") == "exit-code\n"
    assert "ntfy" in watch.run(f"systemctl show -P OnFailure {SWITCH}")


def test_what_settles_is_asked_again(scene: Scene) -> None:
    """An overlay client that is silent for a moment is joined at the second look of a night, and by day is what it was at the first."""
    scene.lab("reset")
    agents = Watch(scene, "agents")
    agents.run("mv /usr/local/bin/netbird /usr/local/bin/netbird.real")
    agents.write("/usr/local/bin/netbird", SHY, 0o755)
    row = "network.overlay-joined"

    agents.run("touch /run/shy")
    assert scene.look("--requirement", row).outcomes == {row: "unseen"}
    agents.run("touch /run/shy")
    assert scene.look("--nightly", "--requirement", row).outcomes == {row: "met"}


def test_a_night_mends_what_is_safe_and_nothing_else(scene: Scene, tmp_path: Path) -> None:
    """Only where the estate says so; a daemon that would have to be restarted for it is left to a person, and both are told."""
    scene.hurt("environment/unit-drop-in", "daemon/hardening-typo")
    estate = tmp_path / "estate.toml"
    estate.write_text(f'nightly_remediate = "safe"\n{Path(scene.facts()["estate"]).read_text()}')

    looked = scene.look(f"--estate={estate}", "--nightly")

    assert (looked.outcomes["environment.unit"], looked.outcomes["daemon.hardening"]) == ("fixed", "not met")
    assert {looked.repairs[tag] for tag in looked.repairs} == {"done", "held back"}
    (message,) = _messages(scene, "homelab-audit")
    assert "- environment.unit: " in message["message"].partition("mended by this run:")[2]
    assert message["priority"] == 4
