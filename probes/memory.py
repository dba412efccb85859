"""What one system was asked in one pass: each question once, refusals included, and told as evidence to everybody who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from probes import evidence
from probes.evidence import Asked
from probes.unseen import Unseen

T = TypeVar("T")


class Memory:
    """Lives as long as the client of a system, which is one pass. A system that does not answer is waited for once, not once a row."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[Asked, ...], Any, Unseen | None]] = {}

    def ask(self, question: str, look: Callable[[], T]) -> T:
        """The answer to ``look``, which runs at the first time. Raises the Unseen that it raised then."""
        if question not in self._kept:
            with evidence.listening() as asked:
                answer, refusal = _try(look)
            self._kept[question] = (tuple(asked), answer, refusal)
        told, answer, refusal = self._kept[question]
        for one in told:
            evidence.note(one)
        if refusal is not None:
            raise refusal.with_traceback(None)
        return cast("T", answer)


def _try(look: Callable[[], T]) -> tuple[T | None, Unseen | None]:
    try:
        return look(), None
    except Unseen as error:
        return None, error
