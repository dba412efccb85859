"""Netbird's management: which peers the overlay has, and who may reach whom. Source: its API (peers, policies)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from probes.estate import Estate
from probes.http_api import Caller, call, caller, json_of
from probes.memory import Memory
from probes.unseen import Unseen

SYSTEM = "Netbird"
EVERYBODY = "All"
"""Netbird's group of all peers."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A device of the overlay: the name it was given, the name it calls itself, and its address."""

    name: str
    hostname: str
    address: str


@dataclass(frozen=True, slots=True)
class Way:
    """One enabled rule of an enabled policy by which ``sources`` (groups, or a single peer) come in; ``protocol`` all, tcp, udp or icmp,
    ``ports`` empty for every port.
    """

    policy: str
    sources: tuple[str, ...]
    protocol: str
    ports: tuple[str, ...]


@dataclass(eq=False)
class Netbird:
    """Each answer is kept for as long as this object lives, which is one pass."""

    _caller: Caller
    _memory: Memory = field(default_factory=Memory)

    def peers(self) -> tuple[Peer, ...]:
        return tuple(Peer(str(row["name"]), str(row["hostname"]), str(row["ip"])) for row in self._list("the peers", "/api/peers"))

    def ways(self, host: str) -> tuple[Way, ...]:
        """What the overlay's own firewall lets through to the peers of this name: by their groups, as single peers, and backwards where a rule
        goes both ways. With no policy it lets nothing through. For a name that is not listed every way counts, since
        nobody can say which do not lead to it.
        """
        rows = [row for row in self._list("the peers", "/api/peers") if host in (row["name"], row["hostname"])]
        known = {str(one["id"]) for row in rows for one in (row, *(row.get("groups") or ()))} or None
        return tuple(_ways(self._list("the policies", "/api/policies"), known))

    def _list(self, asked: str, path: str) -> list[dict[str, Any]]:
        return self._memory.ask(path, lambda: self._look(asked, path))

    def _look(self, asked: str, path: str) -> list[dict[str, Any]]:
        found = json_of(self._caller, asked, call(self._caller, asked, "GET", path))
        if not isinstance(found, list):
            raise Unseen(asked, SYSTEM, f"{path} answered no list")
        return found

    def ahead(self) -> None:
        for asked, path in (("the peers", "/api/peers"), ("the policies", "/api/policies")):
            with suppress(Unseen):  # asked again by whoever needs it, who then says so
                self._list(asked, path)


def _ways(policies: list[dict[str, Any]], known: set[str] | None) -> Iterator[Way]:
    rules = [(policy, rule) for policy in policies if policy.get("enabled") for rule in policy.get("rules") or ()]
    for policy, rule in rules:
        if rule.get("enabled") and rule.get("action", "accept") == "accept":
            ranges = (f"{one['start']}-{one['end']}" for one in rule.get("port_ranges") or ())
            ports = (*map(str, rule.get("ports") or ()), *ranges)
            sides = [_side(rule, "source"), _side(rule, "destination")]
            for sources, into in [sides, sides[::-1]] if rule.get("bidirectional") else [sides]:
                if known is None or any(one["id"] in known or one.get("name") == EVERYBODY for one in into):
                    yield Way(policy["name"], tuple(str(one.get("name", one["id"])) for one in sources), rule.get("protocol", "all"), ports)


def _side(rule: Mapping[str, Any], side: str) -> list[dict[str, Any]]:
    """The groups of one side of a rule, and the single peer or resource that newer releases let it name instead."""
    return [*(rule.get(f"{side}s") or ()), *([rule[f"{side}Resource"]] if rule.get(f"{side}Resource") else ())]


def connect(estate: Estate) -> Netbird:
    """Raises Unseen when the estate does not configure Netbird's API, or its token cannot be had."""
    if estate.netbird is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    try:
        token = estate.netbird.token.value()
    except (OSError, KeyError) as error:
        raise Unseen("anything", SYSTEM, f"its token cannot be had ({type(error).__name__})") from error
    return Netbird(caller(SYSTEM, estate.netbird, headers={"Authorization": f"Token {token}"}))
