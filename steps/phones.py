"""Phones: what they need to stay connected while the train moves."""

from __future__ import annotations

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.mosh import FIRST, LAST, Mosh, mosh
from probes.netbird import Netbird, Way
from probes.question import ask
from steps.outcomes import Violation


@given("mosh on agents, as the service user finds it", target_fixture="mosh_server")
def the_server(agents: Host, estate: Estate) -> Mosh:
    return ask(agents, mosh(estate.agents.user))


@then("its server runs, in a locale that it can work in")
def installed(mosh_server: Mosh) -> None:
    """mosh-server says its version; a login has UTF-8, without which it refuses."""
    if not mosh_server.path or not mosh_server.version.startswith("mosh"):
        raise Violation("mosh-server is not installed", package=True)
    if mosh_server.charset.upper() != "UTF-8":
        raise Violation(
            f"a login of the service user has the character set {mosh_server.charset or 'of no locale'}, not UTF-8", locale=True
        )


@then("its ports are open on the overlay")
def opened(mosh_server: Mosh, request: pytest.FixtureRequest, estate: Estate) -> None:
    """No rule of the host's firewall bars them; and some way of the overlay, where its management can be asked, leads through to them."""
    if mosh_server.barred:
        raise Violation(f"mosh cannot come in: {mosh_server.barred}")
    if estate.netbird:
        netbird: Netbird = request.getfixturevalue("netbird")
        if not any(_leads(way) for way in netbird.ways(estate.agents.hostname)):
            raise Violation(f"no policy of the overlay lets UDP {FIRST}-{LAST} through")


def _leads(way: Way) -> bool:
    return way.protocol in ("all", "udp") and (not way.ports or any(_covers(ports) for ports in way.ports))


def _covers(ports: str) -> bool:
    first, _, last = ports.partition("-")
    return int(first) <= FIRST and int(last or first) > FIRST
