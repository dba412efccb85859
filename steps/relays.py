"""The relay: that the daemon can get there from where it runs."""

from __future__ import annotations

from pytest_bdd import then, when
from testinfra.host import Host

from probes.estate import Estate
from probes.question import ask
from probes.relay import Way, way
from steps.outcomes import Violation

SKEW = 120
"""Seconds that the clock may be off: certificates and tokens are judged by it."""


@when("agents opens an HTTPS connection to the relay", target_fixture="tried")
def tried(agents: Host, estate: Estate) -> Way:
    """One request, with the daemon's own proxy variables and the host's own names, authorities and clock."""
    return ask(agents, way(estate.agents.unit, estate.web.relay if estate.web else "claude.ai"))


@then("the relay answers over a connection that the host trusts, and the clocks agree")
def reached(tried: Way) -> None:
    """Any status will do; the certificate is verified against the host's own authorities."""
    through = f" through {' and '.join(tried.proxies)}" if tried.proxies else ""
    if tried.fault:
        raise Violation(f"agents cannot reach the relay{through}: {tried.fault}")
    if tried.ahead is not None and abs(tried.ahead) > SKEW:
        raise Violation(f"the clock of agents is {abs(tried.ahead)} s {'ahead of' if tried.ahead > 0 else 'behind'} the relay's")
