"""What happens rather than stays (a reload, a restart), broken off: the next run says what is known of it, and no more."""

from __future__ import annotations

from pathlib import Path

from remediations.changes_running import UnitAction
from tests.changes.breaking import Breaker, begin, end, making

RELOAD = UnitAction("daemon-reload", "")


def test_an_event_broken_off_before_systemd_was_asked(fast: Path, breaker: Breaker) -> None:
    """Killed before it was about to ask, it had not asked; at the very moment of asking nobody knows; the lock is free, and it is told once."""
    steps = [name for name, _ in breaker.steps(fast / "whole", making(RELOAD))]
    asked = steps.index("__init__") + 1
    told = set()
    for at in range(1, asked + 1):
        home = fast / str(at)
        breaker.run(home, making(RELOAD), at)
        lines = (home / "journal").read_text() if (home / "journal").exists() else ""

        said = " ".join(breaker.run(home, [begin("r8"), end("r8")])[0]["ok"])

        assert ("daemon-reload had not been asked of systemd yet" in said) == ('"intent"' in lines and '"asking"' not in lines)
        assert ("daemon-reload was being asked of systemd, and may have happened" in said) == ('"asking"' in lines)
        assert breaker.run(home, [begin("r9"), end("r9")])[0]["ok"] == []
        told.add(said)
    assert len(told) >= 3  # nothing begun, not asked, maybe asked
