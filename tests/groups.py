"""Which wounds may be inflicted on one lab at once, and still be told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from lab.wound import Wound

Group = Sequence[Wound]

PLACES = {**dict.fromkeys(("alerts", "daemon", "environment"), "unit"), **dict.fromkeys(("dashboard", "deferred"), "dashboard")}
"""The object that the wounds of several chapters are inflicted on."""
ELSEWHERE = {
    "alerts.every-agent-unit": "other units",
    "alerts.fire-drill": "alert unit",
    "alerts.handler-loads": "alert unit",
    "alerts.on-failure": "unit/alert",
    "daemon.after-network": "unit/order",
    "daemon.command": "unit/command",
    "daemon.hardening": "unit/hardening",
    "daemon.hardening-fits": "unit/home",
    "daemon.hardening-rest": "unit/kernel",
    "daemon.only-under-systemd": "sessions",
    "daemon.restarts": "unit/restarts",
    "docker.sandbox-usable": "unit/namespaces",
    "environment.login": "login",
    "environment.playbooks": "playbooks",
    "network.reaches-relay": "unit/proxy",
    "signin.claude": "signin/claude",
    "signin.claude-modes": "signin/claude",
    "signin.codex": "signin/codex",
    "signin.codex-modes": "signin/codex",
    "signin.no-copies": "signin/copies",
    "signin.not-from-mac": "signin/mac",
    "signin.trust": "signin/trust",
}
"""Requirements whose plain break is inflicted somewhere else than their chapter's, or on one part of it and lets the rest run on."""
DRILLS = {"alerts.fire-drill", "logs.drill"}
WRITES = re.compile(r"> *\"?((?!/dev/)(?:/|\$LAB/)[^\s\";]+)")
OBJECTS = {
    "claude-remote-control": "unit", ".claude": "unit", ".codex": "unit", "network-online": "unit",
    **{word: word for word in ("docker", "playbooks", "sshd", "vault", "tmux")},
}  # fmt: skip
"""Words of a script that tell what else it may touch; a daemon that is restarted asks for its sign-in anew."""


def gather(wounds: Iterable[Wound], most: int, meet: Callable[[Wound, Wound], bool]) -> list[Group]:
    """Groups of at most so many in which no two meet; the most crowded places first, since they decide how many groups it takes.

    What restarts a container comes first in its group: later it would undo what others did to what runs.
    """
    groups: list[list[Wound]] = []
    chosen = list(wounds)
    crowds = Counter(_crowd(wound) for wound in chosen)
    for wound in sorted(chosen, key=lambda one: (-crowds[_crowd(one)], place(one), one.name)):
        fitting = (group for group in groups if len(group) < most and not any(meet(wound, other) for other in group))
        group = next(fitting, None)
        group.append(wound) if group is not None else groups.append([wound])
    return [sorted(group, key=lambda one: "lab restart" not in _text(one)) for group in groups]


def hides(one: Wound, other: Wound) -> bool:
    """Whether one could undo or hide the other; what turns nothing red hides nothing, but may still be written over."""
    if alone(one) or alone(other):
        return True
    seen = bool(one.red or other.red) and (_within(place(one), place(other)) or not set(one.red).isdisjoint(other.red))
    return seen or not _written(one).isdisjoint(_written(other))


def alike(one: Wound, other: Wound) -> bool:
    """Whether both could touch one thing at all: what a proof goes by, which has to be sure."""
    return hides(one, other) or not _touched(one).isdisjoint(_touched(other))


def spoils(one: Wound, other: Wound) -> bool:
    """Whether one could spoil the other: what a test goes by, which can take a group apart. Parts of the unit bear each other, and so do parts
    of the sign-in; but a daemon that is restarted without its sign-in shows that in many rows. Drills that fail are waited for one after another."""
    common = _touched(one) & _touched(other)
    apart = bool(common - {"unit", "signin"}) or ("unit" in common and _signs_in(one) != _signs_in(other))
    return hides(one, other) or apart or (waits(one) and waits(other))


def waits(wound: Wound) -> bool:
    """Whether a drill fails for it, so that a look waits for what does not come."""
    return not DRILLS.isdisjoint(wound.red)


@cache
def alone(wound: Wound) -> bool:
    """Whether its header says that it hides others (``# alone: why``)."""
    return re.search(r"(?m)^# alone:", _text(wound)) is not None


def place(wound: Wound) -> str:
    """What a wound is inflicted on, as a path: its chapter, an object that several chapters look at, or a part of that."""
    chapter = wound.name.partition("/")[0]
    return ELSEWHERE.get(wound.of) or PLACES.get(chapter, chapter)


def _signs_in(wound: Wound) -> bool:
    return wound.name.startswith("signin/")


def _crowd(wound: Wound) -> str:
    return place(wound).partition("/")[0]


@cache
def _text(wound: Wound) -> str:
    """Its script, read once: each wound is held against hundreds of others."""
    return wound.file.read_text()


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


@cache
def _written(wound: Wound) -> frozenset[str]:
    """The files that its script writes anew."""
    return frozenset(WRITES.findall(_text(wound)))


@cache
def _touched(wound: Wound) -> frozenset[str]:
    text = _text(wound)
    chapter = wound.name.partition("/")[0]
    return frozenset({PLACES.get(chapter, chapter), *(what for word, what in OBJECTS.items() if word in text)})
