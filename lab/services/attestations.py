"""What a person vouches for in this lab: the round trip, done after each build."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services.http import fresh_state

TEXT = """\
# What persons vouch for. One table for each requirement; by, on and what.
["access.round-trip"]
by = "Milton"
on = {now}
what = "drove a session from the work laptop's browser and from the phone, and read a file back through each"
"""


def _file(lab: Homelab) -> Path:
    return lab.service("attestations") / "attestations.toml"


def seed(lab: Homelab) -> None:
    fresh_state(lab, "attestations")
    _file(lab).write_text(TEXT.format(now=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))


def serve(lab: Homelab) -> None:
    """Nothing answers: it is a file."""


def estate(lab: Homelab) -> dict[str, Any]:
    return {"file": str(_file(lab))}
