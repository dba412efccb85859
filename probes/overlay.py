"""The Netbird client on a host: its service, its state, and the overlay's address. Source: netbird's client/status; systemctl(1).

The command's exit status says nothing: it is 0 for a client that needs a login.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Overlay:
    """``state`` in Netbird's words (Connected, Idle, NeedsLogin ...), "" with ``silent`` saying why when the client did not answer.

    ``address`` without its length; ``carried`` whether an interface that is up has it. ``key`` is the public one.
    """

    load: str
    enabled: str
    active: str
    silent: str
    state: str
    management: bool
    signal: bool
    address: str
    carried: bool
    name: str
    key: str


def overlay(unit: str) -> Question[Overlay]:
    """Peers are not counted: with lazy connections none may be connected."""
    return Question("the overlay client", plain_script("overlay", unit=unit), _read)


def _of(estate: Estate) -> tuple[Question[Any], ...]:
    return (overlay(estate.agents.overlay_unit),)


ahead = ahead_dev = _of


def _read(told: str) -> Overlay:
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    unit = dict(rest.split("=", 1) for mark, rest in lines if mark == "U")
    words = {mark: rest for mark, rest in lines if mark != "U"}
    status = json.loads(words.get("S", "{}"))
    address = str(status.get("netbirdIp", "")).partition("/")[0]
    return Overlay(
        load=unit["LoadState"],
        enabled=unit.get("UnitFileState", ""),
        active=unit["ActiveState"],
        silent=words.get("E", ""),
        state=str(status.get("daemonStatus", "")),
        management=_connected(status, "management"),
        signal=_connected(status, "signal"),
        address=address,
        carried=bool(address) and address in _up(json.loads(words["A"])),
        name=str(status.get("fqdn", "")).partition(".")[0],
        key=str(status.get("publicKey", "")),
    )


def _connected(status: dict[str, Any], part: str) -> bool:
    return bool((status.get(part) or {}).get("connected"))


def _up(links: list[dict[str, Any]]) -> Iterator[str]:
    """The addresses of interfaces that are up."""
    for link in links:
        if "UP" in link.get("flags", ()):
            yield from (address["local"] for address in link.get("addr_info", ()) if "local" in address)
