"""Cuts what a shell prints into answers: each ends with a line of mark, number and status that only the shell's own printf knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

CAP = 4 << 20
"""Bytes that one script may print on one stream; more is unseen, never cut and judged."""
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Frame:
    """What script ``number`` printed on one stream; ``body`` is None when it was more than CAP."""

    number: int
    status: int
    body: bytes | None


class Frames:
    """One stream, fed as it arrives. Holds at most CAP bytes and a chunk, however much is printed."""

    def __init__(self, mark: str, cap: int = CAP) -> None:
        self._mark, self._cap = f"\n{mark} ".encode(), cap
        self._held, self._searched, self._over = bytearray(), 0, False

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The answers that are complete now."""
        self._held += data
        while (frame := self._next()) is not None:
            yield frame
        if self._searched > self._cap:
            self._over = True
            del self._held[: self._searched]
            self._searched = 0

    def rest(self) -> str:
        """What was printed after the last answer: the last words of a shell that went away."""
        return self._held.decode(errors="replace").strip()

    def _next(self) -> Frame | None:
        at = self._held.find(self._mark, self._searched)
        end = self._held.find(b"\n", at + len(self._mark)) if at >= 0 else -1
        if end < 0:
            self._searched = at if at >= 0 else max(0, len(self._held) - len(self._mark))
            return None
        number, status = self._held[at + len(self._mark) : end].split()
        body = None if self._over or at > self._cap else bytes(self._held[:at])
        del self._held[: end + 1]
        self._searched, self._over = 0, False
        return Frame(int(number), int(status), body)


def chunks(receive: Callable[[int], bytes]) -> Iterator[bytes]:
    """What a channel's stream brings until it ends. Silence is no news: deadlines are for those who wait."""
    while True:
        try:
            data = receive(CHUNK)
        except TimeoutError:
            continue
        if not data:
            return
        yield data
