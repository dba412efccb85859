"""What a target says instead of doing what it was asked."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # noqa: N818  (it says what happened)
    """The target did not do what it was asked; the old state is there. ``why`` is its one word: unsafe, stale, invalid, failed, busy, stuck."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.why, self.sentence = why, sentence


class TargetLocked(Exception):  # noqa: N818
    """Another run holds the target's lock."""

    def __init__(self, target: str, holder: dict[str, Any]) -> None:
        said = " ".join(f"{word} {holder[key]}" for word, key in (("by", "who"), ("from", "from"), ("since", "since")) if key in holder)
        super().__init__(f"{target} is locked {said or 'by somebody'} (run {holder.get('run', 'unknown')}); wait for it to end")
        self.holder = holder


class TargetLost(Exception):  # noqa: N818
    """The link ended or the target cannot run the program; what was begun is settled by the next run."""
