"""How the target says that it did not do something."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  (it says what happened)
    """Nothing was changed. ``why`` is one word for the program (unsafe, stale, invalid, failed, busy), ``sentence`` is for people."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.why, self.sentence = why, sentence
