"""The gate's time: what is not seen by then is unseen, whoever it was that did not answer."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from probes.unseen import Unseen


class Rung(BaseException):
    """The alarm went off in the middle of a look; no probe may take it for an answer of its own."""


@dataclass(frozen=True, slots=True)
class Budget:
    """``seconds`` since ``began``, which is a moment of the monotonic clock."""

    seconds: float
    began: float

    @property
    def used(self) -> float:
        return time.monotonic() - self.began

    @property
    def spent(self) -> bool:
        return self.used >= self.seconds

    @contextmanager
    def during(self, whom: str) -> Iterator[None]:
        """Let a look take what is left. Raises Unseen when that is not enough."""
        if self.spent:
            raise self._unseen(whom)
        before = signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, max(self.seconds - self.used, 0.001))
        try:
            yield
        except Rung:
            raise self._unseen(whom) from None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _unseen(self, whom: str) -> Unseen:
        return Unseen("this", whom, f"the time budget of {self.seconds:g} s was spent")


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise Rung
