"""Numbers that somebody types for an option."""

from __future__ import annotations


def amount(told: str, of: str, longest: float, example: str) -> float:
    """A number above 0 and up to ``longest``. Raises ValueError, which says what it was and gives an ``example``."""
    try:
        number = float(told)
    except ValueError:
        number = 0.0
    if not 0 < number <= longest:  # which no nan is
        raise ValueError(f"{told!r} is no number of {of} above 0 and up to {longest:g}, as in {example}")
    return number
