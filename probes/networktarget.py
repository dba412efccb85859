"""Reads what stands behind network-online.target: who pulls it in, and which services it waits for."""

from __future__ import annotations

from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question
from probes.shown import properties

RAISING, WATCHING = "networking.service", "ifupdown-wait-online.service"
"""What raises the interfaces of ifupdown, and is done when they are up; and what only watches whether they are."""
WAITING = (
    ("NetworkManager-wait-online.service", "NetworkManager.service"),
    ("systemd-networkd-wait-online.service", "systemd-networkd.service"),
    (WATCHING, RAISING),
)
"""What waits for each way to run a network, with what must be on for it to be of use."""


@dataclass(frozen=True, slots=True)
class NetworkTarget:
    """``load`` is its state in systemd's words; ``pulled_by`` are units; ``hooks`` the loaded services that it waits for.

    ``idle`` are hooks that only watch what a service that is off would bring up; ``could`` what can be enabled in their place, the best first.
    """

    load: str
    pulled_by: tuple[str, ...]
    hooks: tuple[str, ...]
    idle: tuple[str, ...]
    could: tuple[str, ...]


def network_target() -> Question[NetworkTarget]:
    """Raises Unseen when systemd does not answer."""
    return Question("network-online.target", plain_script("networktarget"), read)


def ahead(_: Estate) -> tuple[Question[NetworkTarget], ...]:
    return (network_target(),)


def read(told: str) -> NetworkTarget:
    """Raises KeyError when the target was not shown."""
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    shown = properties(rest for mark, rest in lines if mark == "P")
    hooks = [rest.split() for mark, rest in lines if mark == "H"]
    files = {unit: state for unit, state, *_ in (rest.split() for mark, rest in lines if mark == "U")}
    loaded = tuple(unit for unit, state in hooks if state == "loaded" and unit.endswith(".service"))
    return NetworkTarget(
        load=shown["LoadState"][-1],
        pulled_by=tuple(f"{shown['WantedBy'][-1]} {shown['RequiredBy'][-1]}".split()),
        hooks=loaded,
        idle=(WATCHING,) if WATCHING in loaded and RAISING not in loaded and files.get(RAISING) in ("disabled", "masked") else (),
        could=tuple(unit for unit, manager in WAITING if files.get(unit) == "disabled" and files.get(manager) == "enabled")
        or ((RAISING,) if files.get(RAISING) == "disabled" else ()),
    )
