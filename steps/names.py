"""Names: that they lead where the host is."""

from __future__ import annotations

from contextlib import suppress

from pytest_bdd import given, then

from probes.dns import Dns
from probes.estate import Estate
from probes.unseen import Unseen
from steps.outcomes import Violation


@given("the homelab's own name server", target_fixture="server")
def the_server(dns: Dns) -> Dns:
    """It answers for the domain: a name that nobody gave to anything leads to the wildcard's address, or nowhere."""
    dns.wildcard()
    return dns


@then("the name of agents leads to the address of its container and to no other")
def leads_home(server: Dns, estate: Estate) -> None:
    """Every A record, its own or a wildcard's, is the estate's address; no AAAA record of a wildcard leads elsewhere."""
    host, wanted = estate.agents.hostname, str(estate.agents.address)
    name = f"{host}.{server.domain}"
    found = server.addresses(host)
    if not found:
        raise Violation(f"{name} has no address")
    if found != {wanted}:
        by = "by the wildcard" if found == server.wildcard() else "by a record of its own"
        raise Violation(f"{name} leads to {', '.join(sorted(found))} {by}, not to {wanted}")
    with suppress(Unseen):  # a server without IPv6 may refuse the question
        astray = server.addresses(host, "AAAA")
        if astray and astray == server.wildcard("AAAA"):
            raise Violation(f"{name} leads to {', '.join(sorted(astray))} by the wildcard for those who prefer IPv6")
