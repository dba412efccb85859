"""The overlay: that the host is on it, as itself."""

from __future__ import annotations

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.netbird import Netbird, Peer
from probes.overlay import Overlay, overlay
from probes.question import ask, name_of
from probes.unseen import Unseen
from steps.outcomes import Violation

CONNECTED = "Connected"


@given("the overlay client of agents", target_fixture="client")
def the_client(agents: Host, estate: Estate) -> Overlay:
    """Netbird's unit, what the client says of itself, and the addresses of the host's interfaces."""
    return ask(agents, overlay(estate.agents.overlay_unit))


@then("it starts at boot and runs")
def runs(client: Overlay, estate: Estate) -> None:
    """Loaded, enabled and active."""
    unit = estate.agents.overlay_unit
    if client.load != "loaded":
        raise Violation(f"{unit} is {client.load}", load=client.load)
    if (client.enabled, client.active) != ("enabled", "active"):
        raise Violation(f"{unit} is {client.enabled or 'not enabled'} and {client.active}", start=True)


@then("it is connected to management and signal, and the host carries its address")
def connected(client: Overlay, agents: Host) -> None:
    """Connected in its own words, both links up, and the overlay's address on an interface that is up. Peers are not asked for."""
    if client.silent:
        raise Unseen("the overlay's state", name_of(agents), client.silent)
    faults = [
        *([f"is {client.state}"] if client.state != CONNECTED else []),
        *(["has lost its management"] if client.state == CONNECTED and not client.management else []),
        *(["has lost its signal server"] if client.state == CONNECTED and not client.signal else []),
        *(["has no address on any interface that is up"] if client.state == CONNECTED and not client.carried else []),
    ]
    if faults:
        raise Violation(f"the overlay client {' and '.join(faults)}", state=client.state, start=client.state == CONNECTED)


@then("it is a peer of its own, by the name of agents")
def own_peer(client: Overlay, estate: Estate, request: pytest.FixtureRequest) -> None:
    """Its name is the host's, its key is not the editor host's, and the management knows one peer of that name, at that address (when it can be asked)."""
    if client.state != CONNECTED or not client.key:
        raise Unseen("which peer it is", "the overlay client", client.silent or f"it is {client.state}")
    host = estate.agents.hostname
    faults = [] if client.name == host else [f"the overlay knows it as {client.name or 'nobody'}, not as {host}"]
    if estate.hosts.dev and _of_dev(request, estate).key == client.key:
        faults.append("it uses the key of the editor host")
    if estate.netbird:
        netbird: Netbird = request.getfixturevalue("netbird")
        faults += _in_management(netbird.peers(), host, client)
    if faults:
        raise Violation("; ".join(faults))


def _of_dev(request: pytest.FixtureRequest, estate: Estate) -> Overlay:
    dev: Host = request.getfixturevalue("dev")
    return ask(dev, overlay(estate.agents.overlay_unit))


def _in_management(peers: tuple[Peer, ...], host: str, client: Overlay) -> list[str]:
    named = [peer for peer in peers if host in (peer.name, peer.hostname)]
    if len(named) != 1:
        return [f"the overlay's management knows {len(named) or 'no'} peer{'s' * (len(named) != 1)} of the name {host}"]
    return (
        []
        if named[0].address == client.address
        else [f"the overlay's management has {host} at {named[0].address}, the host is {client.address}"]
    )


@given("the peers of the overlay", target_fixture="peers")
def the_peers(netbird: Netbird, estate: Estate) -> tuple[Peer, ...]:
    """As the management lists them; agents must be among them, else the token sees too little."""
    found = netbird.peers()
    if not any(estate.agents.hostname in (peer.name, peer.hostname) for peer in found):
        raise Unseen("the peers", "Netbird", f"{estate.agents.hostname} is not among the {len(found)} that the token may see")
    return found


@then("each of them is a device that the estate knows")
def known_devices(peers: tuple[Peer, ...], estate: Estate) -> None:
    """By the name that it was given (allow.peers); a work laptop is no name to put there."""
    unknown = [peer for peer in peers if peer.name not in estate.allow.peers]
    if unknown:
        raise Violation(f"the overlay has {', '.join(f'{peer.name} ({peer.address})' for peer in unknown)}, which the estate does not know")
