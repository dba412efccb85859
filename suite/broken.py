"""What did not hold in a scenario so far: all of a row is told, and mended, at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from steps.outcomes import Violation

BROKEN: pytest.StashKey[list[Violation]] = pytest.StashKey()


def together(broken: list[Violation], unseen: str = "") -> Violation:
    """All that did not hold, as one; ``unseen`` says why nobody could look further."""
    said = [*dict.fromkeys(one.seen for one in broken), *([f"not looked at further: {unseen}"] if unseen else [])]
    return Violation("; ".join(said), **_united(one.offence for one in broken))


def _united(offences: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What a fix is told by any of them; lists of the same name one after the other, of anything else the first."""
    told: dict[str, Any] = {}
    for key, value in (pair for offence in offences for pair in offence.items()):
        if isinstance(value, list) and isinstance(told.get(key), list):
            told[key] = [*told[key], *(one for one in value if one not in told[key])]
        else:
            told.setdefault(key, value)
    return told
