"""Reads how exposed systemd finds a service, 0.0 to 10.0; systemd-analyze(1) ``security``."""

from __future__ import annotations

import re

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question

OVERALL = re.compile(r"Overall exposure level for \S+: ([0-9.]+)")


def exposure(unit: str) -> Question[float]:
    """The overall level of one loaded service. Raises Unseen when systemd-analyze says none."""
    return Question(f"the exposure of {unit}", plain_script("exposure", unit=unit), read)


def ahead(estate: Estate) -> tuple[Question[float], ...]:
    return (exposure(estate.agents.unit),)


def read(told: str) -> float:
    """Raises ValueError when the last line does not say it."""
    found = OVERALL.search(told)
    if not found:
        msg = "no overall level was printed"
        raise ValueError(msg)
    return float(found[1])
