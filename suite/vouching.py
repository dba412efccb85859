"""Who vouches for a row that only a person can see, as the report tells it; whether that counts, the row's own step says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from probes.attestations import attestation
from probes.estate import Estate
from probes.unseen import Unseen
from reports.findings import Vouched
from suite.waivers import SOON, today


def of(estate: Estate, id_: str) -> Vouched | None:
    """By whom, since when and until when; None when nobody vouches, or nobody can know."""
    try:
        found = attestation(estate, id_)
    except Unseen:
        return None
    if found is None:
        return None
    on = datetime.fromtimestamp(found.on, UTC)
    until = (on + timedelta(days=estate.limits.attestation_days)).date()
    left = (until - today()).days
    return Vouched(found.by, on.date().isoformat(), found.what, until.isoformat(), left, about_to_expire=0 <= left <= SOON)
