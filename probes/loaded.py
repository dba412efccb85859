"""The secrets that this run has read, so that nothing it writes shows one."""

from __future__ import annotations

_loaded: set[str] = set()


def remember(secret: str) -> str:
    """Note a secret and hand it back. Whoever gets one at run time (a login that answers with a token) notes it here too."""
    _loaded.add(secret)
    return secret


def secrets() -> frozenset[str]:
    return frozenset(_loaded)
