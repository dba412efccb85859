"""The secrets that this run has read, so that nothing it writes shows one."""

from __future__ import annotations

_loaded: frozenset[str] = frozenset()


def remember(secret: str) -> str:
    """Note a secret and hand it back. Whoever gets one at run time (a login that answers with a token) notes it here too."""
    global _loaded  # noqa: PLW0603  (one run, one set; it grows by being replaced, so that others may remember what they derived from it)
    _loaded |= {secret}
    return secret


def secrets() -> frozenset[str]:
    return _loaded
