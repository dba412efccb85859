"""Reads what stands behind network-online.target: who pulls it in, and which services it waits for."""

from __future__ import annotations

from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question
from probes.shown import properties


@dataclass(frozen=True, slots=True)
class NetworkTarget:
    """``load`` is its state in systemd's words; ``pulled_by`` are units; ``hooks`` the loaded services that it waits for; ``could`` wait-online services on disk that are neither."""

    load: str
    pulled_by: tuple[str, ...]
    hooks: tuple[str, ...]
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
    files = [rest.split() for mark, rest in lines if mark == "U"]
    return NetworkTarget(
        load=shown["LoadState"][-1],
        pulled_by=tuple(f"{shown['WantedBy'][-1]} {shown['RequiredBy'][-1]}".split()),
        hooks=tuple(unit for unit, state in hooks if state == "loaded" and unit.endswith(".service")),
        could=tuple(unit for unit, state in files if state == "disabled"),
    )
