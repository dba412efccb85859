"""Wounds in groups, so that a plain break and a near miss of every requirement fit into the time of ``make test``.

Only wounds with a proof are held here: ``make prove`` finds out, one alone at a time, and this keeps what it found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from lab import wound as wounds
from lab.wound import Wound
from reports import proofs
from tests.prove import FILE
from tests.scene import SceneError

PROVEN = proofs.load(FILE)
TOGETHER = {"plain": 8, "near-miss": 16}
"""Wounds at once. What goes wrong together is taken apart, which costs more than it saved."""
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
}
"""Requirements whose plain break is inflicted somewhere else than their chapter's, or on one part of it and lets the rest run on."""
WRITES = re.compile(r"> *\"?((?!/dev/)(?:/|\$LAB/)[^\s\";]+)")

Group = Sequence[Wound]


def batches(kind: str) -> list[Group]:
    """One wound of a kind for each requirement, in groups that can be told apart: no two of a group are of one place, or turn the same id red."""
    groups: list[list[Wound]] = []
    chosen = list(
        {wound.of: wound for wound in reversed(wounds.everyone()) if wound.kind == kind and not wound.lab and wound.name in PROVEN}.values()
    )
    crowds = Counter(place(wound).partition("/")[0] for wound in chosen)
    for wound in sorted(chosen, key=lambda one: (-crowds[place(one).partition("/")[0]], place(one), one.name)):
        fitting = [group for group in groups if _fits(wound, group, TOGETHER[kind])]
        fitting[0].append(wound) if fitting else groups.append([wound])
    return list(groups)


def place(wound: Wound) -> str:
    """What a wound is inflicted on, as a path: its chapter, an object that several chapters look at, or a part of that."""
    chapter = wound.name.partition("/")[0]
    return ELSEWHERE.get(wound.of) or PLACES.get(chapter, chapter)


def _fits(wound: Wound, group: Group, most: int) -> bool:
    return len(group) < most and not any(_meet(wound, other) for other in group)


def _meet(one: Wound, other: Wound) -> bool:
    """Whether one could undo or hide the other; what turns nothing red hides nothing, but may still be written over."""
    hides = bool(one.red or other.red) and (_within(place(one), place(other)) or not set(one.red).isdisjoint(other.red))
    return hides or not _written(one).isdisjoint(_written(other))


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _written(wound: Wound) -> set[str]:
    """The files that its script writes anew."""
    return set(WRITES.findall(wound.file.read_text()))


def named(group: Iterable[Wound]) -> str:
    return " ".join(wound.name for wound in group)


def hold(group: Group, look: Callable[[Group], None]) -> None:
    """Look at a group at once; where that goes wrong at each of it alone, and only that counts: two breaks may hide each other, one cannot."""
    if len(group) > 1 and _well(group, look):
        return
    for wound in group:
        if not _well([wound], look):  # a lab on a busy machine may stumble over itself; a wrong judgement stumbles again
            look([wound])


def _well(group: Group, look: Callable[[Group], None]) -> bool:
    try:
        look(group)
    except (AssertionError, SceneError) as error:
        print(f"{named(group)}: {str(error).splitlines()[0]}")  # noqa: T201  (pytest shows it with -rP)
        return False
    return True
