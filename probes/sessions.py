"""The shells of one link by what they are for, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TYPE_CHECKING

from probes.interpreter import Interpreter
from probes.shell import Pending, Shell
from probes.unseen import Unseen
from probes.wire import Wire

if TYPE_CHECKING:
    from paramiko import Channel

MAIN, ASIDE = "main", "aside"
"""The shell that is asked ahead and at once, and the one for what may run once only."""
SHARING = {"second": Shell, "third": Shell, "python": Interpreter}
"""Those that share the work when there is much.

Scripts take from 5 to 100 ms of work, and are dealt out before anybody knows: with six at once on two cores none is left with all the slow ones.
"""


class Sessions:
    """``limit``: seconds that a shell may take to say hello."""

    def __init__(self, wire: Wire, limit: float) -> None:
        self._wire, self._limit = wire, limit
        self._open, self._past = dict[str, Shell](), list[tuple[str, Shell]]()

    def held(self, kind: str) -> Shell | None:
        """The shell of a kind, unless it is gone and nobody waits for it."""
        if (shell := self._open.get(kind)) and shell.forsaken:
            self.drop(shell)
        return self._open.get(kind)

    def keep(self, kind: str, channel: Channel, make: type[Shell] = Shell) -> Shell:
        """A new shell on a channel that runs its command."""
        self._open[kind] = make(channel, self._limit)
        return self._open[kind]

    def drop(self, shell: Shell) -> str | None:
        """It is of no use any more. Its kind, or None when it was dropped already."""
        kind = next((kind for kind, held in self._open.items() if held is shell), None)
        if kind is not None:
            self._past.append((kind, self._open.pop(kind)))
        return kind

    def deal(self, asked: Iterable[Pending]) -> Iterator[tuple[str, tuple[Pending, ...]]]:
        """Open all that may share the work, and say to whom each goes: programs to the interpreter, when there is one, the rest like cards to the shells.

        Raises Unseen.
        """
        self._share()
        shells, scripts = self._shells(), sorted(asked, key=_turn)
        interpreter = next((kind for kind, shell in self._open.items() if isinstance(shell, Interpreter)), None)
        programs = tuple(pending for pending in scripts if interpreter and Interpreter.runs(pending.script))
        others = [pending for pending in scripts if pending not in programs]
        if interpreter:
            yield interpreter, programs
        for place, kind in enumerate(shells):
            yield kind, tuple(others[place :: len(shells)])

    def idlest(self) -> str:
        """Which of the shells that share the work has least before it; the main one when none has been opened."""
        return min(self._shells(), key=lambda kind: len(self._open[kind].left()), default=MAIN)

    def spare(self) -> Shell | None:
        """The last of those that only share the work."""
        return next((self._open[kind] for kind in reversed(SHARING) if kind in self._open), None)

    def clear(self) -> None:
        self._open = {}

    def cost(self) -> tuple[int, int, int]:
        """Round trips that waited for one another, bytes sent and bytes received; those that share are opened and asked beside the first."""
        shells = [*self._past, *self._open.items()]
        trips = sum(shell.flights for kind, shell in shells if kind not in SHARING)
        return trips, sum(shell.sent for _, shell in shells), sum(shell.received for _, shell in shells)

    def _share(self) -> None:
        """Side by side: one by one, each would wait for a round trip."""
        missing = [kind for kind in (MAIN, *SHARING) if kind not in self._open]
        with ThreadPoolExecutor() as pool:
            for kind, channel in zip(missing, [*pool.map(self._channel, missing, repeat(len(missing)))], strict=True):
                if channel is not None:
                    self.keep(kind, channel, SHARING.get(kind, Shell))

    def _shells(self) -> list[str]:
        return [kind for kind in (MAIN, *SHARING) if kind in self._open and not isinstance(self._open[kind], Interpreter)]

    def _channel(self, kind: str, of: int) -> Channel | None:
        """None for a shell to share the work that the host does not grant: then there are fewer to share it."""
        try:
            return self._wire.channel(SHARING.get(kind, Shell).COMMAND, spare=kind in SHARING, of=of)
        except Unseen:
            if kind in SHARING:
                return None
            raise


def _turn(pending: Pending) -> tuple[bool, int]:
    """First who waits in between, while the others work; then the longest, which tend to take longest: nobody should be left alone with one of those."""
    return "time.sleep(" not in pending.script, -len(pending.script)
