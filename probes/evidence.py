"""What was asked of whom while a scenario ran; never what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """``what`` in words or as an endpoint, ``answer`` as a status ("exit 0", "200", "no answer"), ``seconds`` as the other side took; no values.

    ``command`` is, of a host, the very script that sh was given there.
    """

    of_whom: str
    what: str
    answer: str
    seconds: float
    command: str = ""


_listener: ContextVar[list[Asked] | None] = ContextVar("listener", default=None)


@contextmanager
def listening() -> Iterator[list[Asked]]:
    """Collect what is asked in this block, in this thread."""
    asked: list[Asked] = []
    token = _listener.set(asked)
    try:
        yield asked
    finally:
        _listener.reset(token)


def note(asked: Asked) -> None:
    """Tell whoever listens; nobody may."""
    if (listener := _listener.get()) is not None:
        listener.append(asked)
