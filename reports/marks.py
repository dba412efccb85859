"""Small pictures in SVG, without styles of their own: the bar of counts, the strip of one requirement's runs, the line of the last runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

SIGNS = {
    "fix failed": "✖", "not met": "✖", "unseen": "?", "not observed": "-", "waived": "◐", "attested": "✎", "fixed": "✔",
    "does not apply": "○", "met": "✔",
}  # fmt: skip
TONES = {
    "fix failed": "bad", "not met": "bad", "unseen": "odd", "not observed": "odd", "waived": "note", "attested": "good", "fixed": "good",
    "does not apply": "dim", "met": "good",
}  # fmt: skip
HEIGHTS = {"bad": 12, "odd": 8, "note": 5, "dim": 2, "good": 2}
"""In the strip, what is amiss stands higher: it can be read without colours. The style has them as widths of its lines."""
STEP, TALL = 5, 56
"""Pixels from one tick to the next, and of the highest column of runs."""


def bar(counts: Mapping[str, int]) -> Markup:
    """The counts as one bar, worst first, each part as wide as its number. The words beside it say the same."""
    parts, left = [], 0
    for outcome, count in counts.items():
        parts.append(f'<rect class="{TONES[outcome]}" x="{left}" width="{count}" height="1"/>')
        left += count
    return Markup('<svg class="bar" viewBox="0 0 {} 1" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(
        left,
        Markup("".join(parts)),  # noqa: S704  (as above)
    )


def strip(outcomes: Sequence[str]) -> Markup:
    """One requirement's runs, oldest first: a tick each, the higher the worse. Equal ones side by side are one dashed line, as thick as they are high."""
    if not outcomes:
        return Markup()
    spans = [(outcome, len(list(same))) for outcome, same in groupby(outcomes)]
    told = ", ".join(f"{count} {outcome}" for outcome, count in spans)
    return Markup('<svg class="strip" viewBox="0 0 60 14" role="img" aria-label="last runs: {}">{}</svg>').format(
        told,
        Markup(_ticks(spans)),  # noqa: S704  (as above)
    )


def _ticks(spans: Sequence[tuple[str, int]]) -> str:
    paths, left = [], 60 - STEP * sum(count for _, count in spans)
    for outcome, count in spans:
        tone, wide = TONES[outcome], STEP * count
        paths.append(f'<path class="{tone}" d="M{left} {13 - HEIGHTS[tone] / 2:g}h{wide}"/>')
        left += wide
    return "".join(paths)


def runs(numbers: Sequence[tuple[int, int]]) -> Markup:
    """Runs side by side, oldest first, each a column of how many rows were amiss: (bad, unseen), the bad below."""
    most, columns = max((bad + odd for bad, odd in numbers), default=0) or 1, []
    for number, (bad, odd) in enumerate(numbers):
        tall = [round(count * TALL / most, 1) for count in (bad, odd)]
        columns.append(_column(number * 10, tall))
    width = max(len(numbers) * 10, 10)
    return Markup('<svg class="runs" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true">{2}</svg>').format(
        width,
        TALL + 2,
        Markup("".join(columns)),  # noqa: S704  (as above)
    )


def _column(left: int, tall: Sequence[float]) -> str:
    if not any(tall):
        return f'<rect class="good" x="{left}" y="{TALL}" width="7" height="2"/>'
    bad, odd = tall
    parts = (("bad", TALL + 2 - bad, bad), ("odd", TALL + 2 - bad - odd, odd))
    return "".join(f'<rect class="{tone}" x="{left}" y="{top:.1f}" width="7" height="{height}"/>' for tone, top, height in parts if height)
