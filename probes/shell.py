"""One long-lived sh on a host: scripts are written ahead, answers come back framed.

A script costs no round trip of its own, no login shell and no rc file. It runs in a subshell with stdin closed, so that ``cat`` returns and
``exit`` or ``cd`` stay its own. A background child that holds stdout delays nobody: the frame ends when the script does.
"""

from __future__ import annotations

import secrets
import shlex
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal

from probes.frames import CAP, Frame, Frames, chunks

if TYPE_CHECKING:
    import paramiko

# The first frame, number 0, carries the process group where others carry an exit status; whatever came before it (rc files) falls into it.
HELLO = r"""cd /; umask 077; M=%s
e() { printf '\n%%s %%s %%d\n' $M "$@"; printf '\n%%s %%s 0\n' $M "$1" >&2; }
f() { ( eval "$2" ) </dev/null; e "$1" $?; }
read -r _ _ _ _ G _ </proc/self/stat; e 0 "$G"
"""
Trouble = Literal["hung", "ended", "lost"]


@dataclass(slots=True, eq=False)
class Pending:
    """One script on its way. ``limit``: seconds it may run; ``once``: never sent a second time; ``losses``: links that were lost under it."""

    script: str
    limit: float
    once: bool = False
    losses: int = 0
    started: float = 0.0
    seconds: float = 0.0
    status: int = -1
    streams: list[bytes | None] = field(default_factory=lambda: [None, None], repr=False)
    failure: str | None = None
    shell: Shell | None = field(default=None, repr=False)

    @property
    def settled(self) -> bool:
        """There is an answer, or it is known that there will be none."""
        return self.failure is not None or None not in self.streams


class Shell:
    """A channel with an sh on it, which ``COMMAND`` started, and which runs ``ABREAST`` scripts at once. ``flights`` counts the times that somebody wrote while nothing was under way: each is a round trip."""

    COMMAND, ABREAST = "sh", 1

    def __init__(self, channel: paramiko.Channel, limit: float) -> None:
        self.channel, self.hello, self.last_words = channel, Pending("hello", limit), ""
        self.flights = self.sent = self.received = 0
        self._changed, self._mark, self._open = threading.Condition(), secrets.token_hex(12), 2
        self._number, self._waiting = 0, dict[int, Pending]()
        channel.settimeout(limit)
        self._write((self.hello,), self._greeting())
        for stream, receive in enumerate((channel.recv, channel.recv_stderr)):
            threading.Thread(target=self._drain, args=(stream, receive), name=f"ssh stream {stream}", daemon=True).start()

    def submit(self, scripts: Iterable[Pending], before: str = "") -> None:
        """Write scripts ahead, after the unframed shell code ``before``. That the channel is broken is for ``wait`` to notice."""
        ours = tuple(scripts)
        text = before + "".join(self._request(n, p) for n, p in enumerate(ours, self._number))
        if text:
            self._write(ours, text)

    def wait(self, for_: Pending) -> Trouble | None:
        """Block until one script is settled (None), or until the shell cannot go on: hung on its oldest script, ended by it, or cut off."""
        with self._changed:
            while not for_.settled:
                if not self._open:
                    return "ended" if self.channel.eof_received else "lost"
                oldest = next(iter(self._waiting.values()))
                if (left := oldest.started + oldest.limit - time.monotonic()) <= 0:
                    return "hung"
                self._changed.wait(left)
        return None

    def left(self) -> list[Pending]:
        """What had no answer yet, oldest first."""
        with self._changed:
            return [p for p in self._waiting.values() if not p.settled]

    def abandon(self) -> list[Pending]:
        """Close the channel; what is left."""
        left = self.left()
        self.channel.close()
        return left

    def end(self) -> None:
        """Let it end by itself, when nothing is left, and close the channel: only then does the host take it for gone."""
        with suppress(OSError, EOFError):
            self.channel.shutdown_write()
        with self._changed:
            self._changed.wait_for(lambda: not self._open, self.hello.limit)
        self.channel.close()

    @property
    def forsaken(self) -> bool:
        """It is gone, and nobody was waiting."""
        with self._changed:
            return not self._open and not self._waiting

    @property
    def group(self) -> int:
        """The shell's process group on the host; -1 until it said hello."""
        return self.hello.status

    def _greeting(self) -> str:
        return HELLO % self._mark

    def _request(self, number: int, pending: Pending) -> str:
        return f"f {number} {shlex.quote(pending.script)}\n"

    def _write(self, ours: tuple[Pending, ...], text: str) -> None:
        with self._changed:
            self.flights += not self._waiting
            for pending in ours:
                pending.shell, pending.started = self, time.monotonic()
                self._waiting[self._number] = pending
                self._number += 1
        data = text.encode()
        self.sent += len(data)
        try:
            self.channel.sendall(data)
        except OSError:
            self.channel.close()

    def _drain(self, stream: int, receive: Callable[[int], bytes]) -> None:
        frames = Frames(self._mark)
        for data in chunks(receive):
            with self._changed:
                self.received += len(data)
                for frame in frames.feed(data):
                    self._take(stream, frame)
                self._changed.notify_all()
        with self._changed:
            self._open -= 1
            self.last_words = self.last_words or (frames.rest() if stream else "")
            self._changed.notify_all()

    def _take(self, stream: int, frame: Frame) -> None:
        pending = self._waiting[frame.number]
        pending.streams[stream] = frame.body if frame.body is not None else b""
        if frame.body is None:
            pending.failure = f"it printed more than {CAP >> 20} MiB on {('stdout', 'stderr')[stream]}"
        if stream == 0:
            pending.status = frame.status
        if None not in pending.streams:
            self._finish(frame.number, time.monotonic())

    def _finish(self, number: int, now: float) -> None:
        pending = self._waiting.pop(number)
        pending.seconds = now - pending.started
        for begun in islice(self._waiting.values(), self.ABREAST - 1 if number else 0, self.ABREAST):
            begun.started = now
