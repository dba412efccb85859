"""In which order the changes of several fixes are made."""

from __future__ import annotations

from pathlib import Path

from remediations import tools
from remediations.changes import WriteFile
from remediations.changes_running import Command, UnitAction
from remediations.hands import Hands
from remediations.plan import Draft, dumps, loads, order, refuse_stale
from remediations.toolkit import Tools

DOCKER = "docker.service"
CONTAINER = Command("stop container nightly", ("docker", "stop", "nightly"), ("false",), "container:nightly")


def test_others_find_a_unit_at_work_until_it_is_started_anew() -> None:
    """A stop that makes room for the same fix's start waits with it for the end; one that is meant to last does not."""
    anew = Draft("anew", (WriteFile("/etc/x", "x"), UnitAction("stop", DOCKER), UnitAction("daemon-reload"), UnitAction("restart", DOCKER)))
    ended = Draft("ended", (UnitAction("stop", "x.service"), CONTAINER))

    verbs = [getattr(change, "verb", change.sentence) for change, _ in order([anew, ended])]

    assert verbs == ["write /etc/x", "stop", "stop container nightly", "daemon-reload", "stop", "restart"]


def test_what_follows_a_verb_of_systemctl_comes_after_it() -> None:
    """A late command waits for every file and for the verbs that its fix lists before it."""
    line = Command("write a line", ("logger", "x"), ("false",), "/var/log/journal", leaves=True, late=True)
    reload = UnitAction("reload", "alloy.service")

    changes = order([Draft("a", (reload, line)), Draft("b", (CONTAINER, WriteFile("/etc/x", "x")))])

    assert [change for change, _ in changes] == [CONTAINER, WriteFile("/etc/x", "x"), reload, line]


def test_what_several_ask_for_is_done_once_for_all() -> None:
    """Each step names every fix that asks for it."""
    reload = UnitAction("daemon-reload")

    assert order([Draft("a", (reload,)), Draft("b", (reload,))]) == [(reload, ("a", "b"))]


def test_a_kept_plan_keeps_its_order(hands: Hands, tmp_path: Path) -> None:
    """Whoever shares steps with others: planned again on the same state, each step stands where it stood."""
    one, two, three = (WriteFile(str(tmp_path / name), name) for name in ("one", "two", "three"))
    kit = Tools("r1", hands, str, tmp_path)
    kept = loads(dumps(tools.make(kit, [Draft("a", (one,)), Draft("b", (two,)), Draft("c", (one, three))])))

    now = tools.again(kit, kept)

    refuse_stale(kept, now)
    assert [step.change for step in now.steps] == [one, two, three]
