"""Listeners: what a host accepts from outside, and whom the overlay lets through to it."""

from __future__ import annotations

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.listeners import Listener, listeners
from probes.netbird import Netbird, Way
from probes.question import ask, name_of
from probes.unseen import Unseen
from steps.outcomes import Violation

MOST = 32768
"""Ports in a range that nobody can have meant for one service."""


@given("everything that listens on agents beyond loopback", target_fixture="listening")
def the_listeners(agents: Host) -> tuple[Listener, ...]:
    """Sockets of both families, ports that Docker publishes, ports that the firewall redirects. SSH, by which we came, is the witness."""
    found = ask(agents, listeners())
    if not any(one.program == "sshd" or one.unit in ("ssh.service", "ssh.socket", "sshd.service") for one in found):
        raise Unseen("what listens", name_of(agents), "not even SSH was seen to listen")
    return found


@then("each of them is allowed by the estate")
def allowed(listening: tuple[Listener, ...], estate: Estate) -> None:
    """allow.listeners: SSH, mosh and the overlay by default."""
    foreign = [one for one in listening if not any(_within(one, allowance) for allowance in estate.allow.listeners)]
    if foreign:
        raise Violation(
            "; ".join(f"{one.program or 'somebody'} listens on {one.protocol} {one.address}:{one.port}{_of_unit(one)}" for one in foreign),
            listeners=[{"unit": one.unit, "program": one.program, "pid": one.pid} for one in foreign],
        )


def _of_unit(one: Listener) -> str:
    return f" ({one.unit})" if one.unit else ""


def _within(one: Listener, allowance: str) -> bool:
    protocol, _, ports = allowance.partition("/")
    first, _, last = ports.partition("-")
    return one.protocol == protocol and int(first) <= one.port <= int(last or first)


@then("the overlay opens no more than that to its peers")
def ways_bounded(estate: Estate, request: pytest.FixtureRequest) -> None:
    """Where the management can be asked: no rule that leads to agents, by a group that it is in, by itself or backwards, opens every port."""
    if estate.netbird is None:
        return
    netbird: Netbird = request.getfixturevalue("netbird")
    wide = [way for way in netbird.ways(estate.agents.hostname) if _wide(way)]
    if wide:
        raise Violation("; ".join(f"the overlay's policy {way.policy} opens {_what(way)} from {', '.join(way.sources)}" for way in wide))


def _wide(way: Way) -> bool:
    """Every port, or a range with most of them; ICMP alone opens nothing that listens."""
    return way.protocol == "all" or (not way.ports and way.protocol != "icmp") or any(_width(ports) >= MOST for ports in way.ports)


def _width(ports: str) -> int:
    first, _, last = ports.partition("-")
    return int(last or first) - int(first)


def _what(way: Way) -> str:
    ports = f"{way.protocol} ports {', '.join(way.ports)}" if way.ports else f"every {way.protocol} port"
    return "everything" if way.protocol == "all" else ports
