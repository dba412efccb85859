"""A short name for what was seen, so that the same offence is known again, and another one is not taken for it."""

from __future__ import annotations

import hashlib

LENGTH = 16


def of(seen: str) -> str:
    """The first 16 hexadecimal digits of the sentence's SHA-256, however it is spaced; empty when nothing was seen."""
    words = " ".join(seen.split())
    return hashlib.sha256(words.encode()).hexdigest()[:LENGTH] if words else ""
