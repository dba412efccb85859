"""The same offence is known again; another one is not taken for it."""

from __future__ import annotations

import pytest

from reports import fingerprint


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("claude runs as process 412 in /x", "claude runs as process 9 in /x", True),
        ("the newest is 37 hours old, more than 36", "the newest is 61 hours old, more than 36", True),
        ("it was restarted 4 times, the last time 12 s ago", "it was restarted 9 times, the last time 3 s ago", True),
        ("sets ANTHROPIC_API_KEY in a.conf", "sets DISABLE_TELEMETRY in a.conf", False),
        ("sshd listens on tcp 0.0.0.0:22", "sshd listens on tcp 0.0.0.0:2222", False),
        ("a (412) passes on", "b (412) passes on", False),
    ],
)
def test_fingerprint(one: str, other: str, same: bool) -> None:
    """What changes by itself makes no other offence; everything else does."""
    assert (fingerprint.of(one) == fingerprint.of(other)) is same
