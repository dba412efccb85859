"""The shells of one link by what they are for, and those that are gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from paramiko import Channel

from probes.shell import Shell
from probes.unseen import Unseen
from probes.wire import CHANNEL_ROUND_TRIPS, Wire

MAIN, SHARING, ASIDE = "main", ("second", "third", "fourth", "fifth", "sixth"), "aside"
"""The shell that is asked ahead and at once, those that share the work when there is much, and the one for what may run once only.

Scripts take from 5 to 500 ms, and are dealt out before anybody knows: with two shells for a core none is left with all the slow ones.
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

    def keep(self, kind: str, channel: Channel) -> Shell:
        """A new shell on a channel that runs ``sh``."""
        self._open[kind] = Shell(channel, self._limit)
        return self._open[kind]

    def drop(self, shell: Shell) -> str | None:
        """It is of no use any more. Its kind, or None when it was dropped already."""
        kind = next((kind for kind, held in self._open.items() if held is shell), None)
        if kind is not None:
            self._past.append((kind, self._open.pop(kind)))
        return kind

    def share(self) -> list[str]:
        """All that may share the work, once those that were missing were opened side by side: one by one, each would wait for a round trip. Raises Unseen."""
        kinds = (MAIN, *SHARING)
        missing = [kind for kind in kinds if kind not in self._open]
        with ThreadPoolExecutor() as pool:
            for kind, channel in zip(missing, [*pool.map(self._channel, missing)], strict=True):
                if channel is not None:
                    self.keep(kind, channel)
        return [kind for kind in kinds if kind in self._open]

    def idlest(self) -> str:
        """Which of those that share the work has least before it; the main one when none has been opened."""
        return min((kind for kind in (MAIN, *SHARING) if kind in self._open), key=lambda kind: len(self._open[kind].left()), default=MAIN)

    def spare(self) -> Shell | None:
        """The last of those that only share the work."""
        return next((self._open[kind] for kind in reversed(SHARING) if kind in self._open), None)

    def clear(self) -> None:
        self._open = {}

    def cost(self) -> tuple[int, int, int]:
        """Round trips that waited for one another, bytes sent and bytes received; those that share are opened and asked beside the first."""
        shells = [*self._past, *self._open.items()]
        trips = sum(-CHANNEL_ROUND_TRIPS if kind in SHARING else shell.flights for kind, shell in shells)
        return trips, sum(shell.sent for _, shell in shells), sum(shell.received for _, shell in shells)

    def _channel(self, kind: str) -> Channel | None:
        """None for a shell to share the work that the host does not grant: then there are fewer to share it."""
        try:
            return self._wire.channel("sh", spare=kind in SHARING)
        except Unseen:
            if kind in SHARING:
                return None
            raise
