"""A short name for what was seen, so that the same offence is known again, and another one is not taken for it."""

from __future__ import annotations

import hashlib
import re

LENGTH = 16
_PASSING = re.compile(
    r"""(?P<stays>\bprocess[ ])\d+
        | (?<=\()\d+(?=\)[ ](?:passes|offers))                                  # a process that has no unit
        | \b\d+(?:\.\d+)?(?=[ ](?:s|minutes|hours|days)[ ](?:ago|old|in[ ]the[ ]future)\b)
        | (?<=restarted[ ])\d+(?=[ ]times)
        | \b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?Z?
        | (?<=adr023-drill-)[0-9a-z]+
        | (?<=session-)\d+(?=\.scope)""",
    re.VERBOSE,
)
"""What changes by itself: process numbers, ages, moments, counts of restarts."""


def of(seen: str) -> str:
    """The first 16 hexadecimal digits of the sentence's SHA-256, however it is spaced, without what changes by itself; empty when nothing was seen."""
    words = " ".join(_PASSING.sub(lambda found: found["stays"] or "", seen).split())
    return hashlib.sha256(words.encode()).hexdigest()[:LENGTH] if words else ""
