"""What only a person can see: vouched for by name, not long ago, and not before the daemon was built anew."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from pytest_bdd import given, then
from testinfra.host import Host

from probes.attestations import Attestation, attestation
from probes.estate import Estate
from probes.question import ask
from probes.systemd import Service, service
from probes.unseen import Unseen
from steps.outcomes import Attested, Violation

ROUND_TRIP = "access.round-trip"
DAY = 86400.0
SITTING = 3600.0
"""Seconds within which a person may have tried it and finished the build in one sitting."""


@given("what a person vouches for about the round trip", target_fixture="vouched")
def vouched_for(estate: Estate) -> Attestation | None:
    """The table of this requirement in the file that the estate names; None when nobody vouches."""
    return attestation(estate, ROUND_TRIP)


@given("the day on which the daemon was last built", target_fixture="built")
def last_built(agents: Host, estate: Estate) -> float:
    """When the unit's own file was last written; drop-ins are no build."""
    found: Service = ask(agents, service(estate.agents.unit))
    return found.files[0].changed if found.files else 0.0


@then("somebody drove a session from a work laptop's browser and a phone since then, within the estate's days")
def driven(vouched: Attestation | None, built: float, estate: Estate) -> None:
    """By name, not in the future, and not older than the build: then attested, not met. What is older than attestation_days is unseen."""
    if vouched is None:
        raise Violation("nobody vouches for the round trip")
    if not vouched.by:
        raise Violation(f"the round trip of {_day(vouched.on)} is vouched for by nobody's name")
    now = time.time()
    if vouched.on > now + SITTING:
        raise Violation(f"{vouched.by} vouches for a round trip on {_day(vouched.on)}, which is yet to come")
    if now - vouched.on > estate.limits.attestation_days * DAY:
        raise Unseen(
            "a session driven from those devices",
            "the attestations",
            f"{vouched.by} vouched for it on {_day(vouched.on)}, longer ago than {estate.limits.attestation_days:g} days",
        )
    if vouched.on < built - SITTING:
        raise Violation(f"{vouched.by} vouched for the round trip on {_day(vouched.on)}, and the daemon was built anew on {_day(built)}")
    raise Attested(f"{vouched.by}, {_day(vouched.on)}: {vouched.what or 'the round trip'}")


def _day(moment: float) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}"
