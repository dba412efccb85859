"""Netbird's management: which peers the overlay has, and who may reach whom. Source: its API (peers, policies)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from probes.estate import Estate
from probes.http_api import Caller, call, caller, json_of
from probes.memory import Memory
from probes.unseen import Unseen

SYSTEM = "Netbird"


@dataclass(frozen=True, slots=True)
class Peer:
    """A device of the overlay: the name it was given, the name it calls itself, and its address."""

    name: str
    hostname: str
    address: str


@dataclass(frozen=True, slots=True)
class Way:
    """One enabled rule of an enabled policy: from one group to another, ``protocol`` all, tcp, udp or icmp; ``ports`` empty for every port."""

    policy: str
    sources: tuple[str, ...]
    destinations: tuple[str, ...]
    protocol: str
    ports: tuple[str, ...]


@dataclass(eq=False)
class Netbird:
    """Each answer is kept for as long as this object lives, which is one pass."""

    _caller: Caller
    _memory: Memory = field(default_factory=Memory)

    def peers(self) -> tuple[Peer, ...]:
        return tuple(Peer(str(row["name"]), str(row["hostname"]), str(row["ip"])) for row in self._list("the peers", "/api/peers"))

    def ways(self) -> tuple[Way, ...]:
        """What the overlay's own firewall lets through; with no policy it lets nothing through."""
        return tuple(_ways(self._list("the policies", "/api/policies")))

    def _list(self, asked: str, path: str) -> list[dict[str, Any]]:
        return self._memory.ask(path, lambda: self._look(asked, path))

    def _look(self, asked: str, path: str) -> list[dict[str, Any]]:
        found = json_of(self._caller, asked, call(self._caller, asked, "GET", path))
        if not isinstance(found, list):
            raise Unseen(asked, SYSTEM, f"{path} answered no list")
        return found

    def ahead(self) -> None:
        for look in (self.peers, self.ways):
            with suppress(Unseen):  # asked again by whoever needs it, who then says so
                look()


def _ways(policies: list[dict[str, Any]]) -> Iterator[Way]:
    for policy in policies:
        for rule in policy.get("rules") or ():
            if policy.get("enabled") and rule.get("enabled") and rule.get("action", "accept") == "accept":
                ranges = (f"{one['start']}-{one['end']}" for one in rule.get("port_ranges") or ())
                ports = (*map(str, rule.get("ports") or ()), *ranges)
                yield Way(policy["name"], _names(rule, "sources"), _names(rule, "destinations"), rule.get("protocol", "all"), ports)


def _names(rule: dict[str, Any], side: str) -> tuple[str, ...]:
    return tuple(group["name"] for group in rule.get(side) or ())


def connect(estate: Estate) -> Netbird:
    """Raises Unseen when the estate does not configure Netbird's API, or its token cannot be had."""
    if estate.netbird is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    try:
        token = estate.netbird.token.value()
    except (OSError, KeyError) as error:
        raise Unseen("anything", SYSTEM, f"its token cannot be had ({type(error).__name__})") from error
    return Netbird(caller(SYSTEM, estate.netbird, headers={"Authorization": f"Token {token}"}))
