"""In which order the changes of several fixes are made."""

from __future__ import annotations

from remediations.changes import WriteFile
from remediations.changes_running import Command, UnitAction
from remediations.plan import Draft, order

DOCKER = "docker.service"
CONTAINER = Command("stop container nightly", ("docker", "stop", "nightly"), ("false",), "container:nightly")


def test_others_find_a_unit_at_work_until_it_is_started_anew() -> None:
    """A stop that makes room for the same fix's start waits with it for the end; one that is meant to last does not."""
    anew = Draft("anew", (WriteFile("/etc/x", "x"), UnitAction("stop", DOCKER), UnitAction("daemon-reload"), UnitAction("restart", DOCKER)))
    ended = Draft("ended", (UnitAction("stop", "x.service"), CONTAINER))

    verbs = [getattr(change, "verb", change.sentence) for change, _ in order([anew, ended])]

    assert verbs == ["write /etc/x", "stop", "stop container nightly", "daemon-reload", "stop", "restart"]


def test_what_several_ask_for_is_done_once_for_all() -> None:
    """Each step names every fix that asks for it."""
    reload = UnitAction("daemon-reload")

    assert order([Draft("a", (reload,)), Draft("b", (reload,))]) == [(reload, ("a", "b"))]
