"""The verdicts a step may raise; every other exception means that nobody could look."""

from __future__ import annotations

from typing import Any

import pytest


class Violation(pytest.fail.Exception):  # type: ignore[misc, name-defined]  # pytest types it as a factory
    """A fact does not hold up to its sentence. ``seen`` says so in one sentence; ``offence`` is what a fix needs, as plain data."""

    def __init__(self, seen: str, **offence: Any) -> None:
        super().__init__(seen, pytrace=False)
        self.seen, self.offence = seen, offence


class DoesNotApply(pytest.skip.Exception):  # type: ignore[misc, name-defined]
    """The estate says that this requirement is not asked of it; ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Attested(pytest.skip.Exception):  # type: ignore[misc, name-defined]
    """Nobody but a person can see this, and one vouches for it; ``says`` who, when and what."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says
