"""Small pictures in SVG, without styles of their own: the bar of counts, the strip of one requirement's runs, the line of the last runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
"""In the strip, what is amiss stands higher: it can be read without colours."""
STEP, TALL = 5, 56


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
    """One requirement's runs, oldest first: a tick each, the higher the worse."""
    if not outcomes:
        return Markup()
    places: dict[str, list[str]] = {}
    for number, outcome in enumerate(outcomes):
        tone = TONES[outcome]
        places.setdefault(tone, []).append(f"M{number * STEP + 2} 13v-{HEIGHTS[tone]}")
    paths = "".join(f'<path class="{tone}" d="{"".join(moves)}"/>' for tone, moves in places.items())
    return Markup('<svg class="strip" width="{0}" height="14" viewBox="0 0 {0} 14" role="img" aria-label="{1}">{2}</svg>').format(
        len(outcomes) * STEP,
        f"last {len(outcomes)} runs: {_told(outcomes)}",
        Markup(paths),  # noqa: S704  (as above)
    )


def _told(outcomes: Sequence[str]) -> str:
    """The outcomes of many runs in words: "3 met, 2 not met, 1 met"."""
    spans: list[tuple[int, str]] = []
    for outcome in outcomes:
        count, last = spans[-1] if spans else (0, "")
        if outcome == last:
            spans[-1] = (count + 1, outcome)
        else:
            spans.append((1, outcome))
    return ", ".join(f"{count} {outcome}" for count, outcome in spans)


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
