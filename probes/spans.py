"""systemd's time spans as seconds; systemd.time(7)."""

from __future__ import annotations

import math
import re

UNITS = {
    "": 1.0, "us": 1e-6, "µs": 1e-6, "usec": 1e-6, "ms": 1e-3, "msec": 1e-3, "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "minute": 60, "minutes": 60, "h": 3600, "hr": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400, "w": 604800, "week": 604800, "weeks": 604800, "month": 2629800, "y": 31557600, "year": 31557600,
}  # fmt: skip
PART = re.compile(r"\s*([0-9.]+)\s*([a-zµ]*)")


def seconds(text: str) -> float:
    """``5min 20s``, ``300`` or ``infinity`` as seconds. Raises ValueError for anything else."""
    if text.strip() == "infinity":
        return math.inf
    if not text.strip() or PART.sub("", text).strip():
        msg = f"no time span: {text!r}"
        raise ValueError(msg)
    return sum(float(number) * UNITS[unit] for number, unit in PART.findall(text))
