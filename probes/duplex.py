"""A command on a host with stdin and stdout open, for what talks back and forth; every wait has a deadline."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from probes.frames import CAP, CHUNK, chunks
from probes.unseen import Unseen

if TYPE_CHECKING:
    import paramiko

LAST_WORDS = 500


class Duplex:
    """What comes before the line ``mark`` is the noise of a login. ``what`` and ``of_whom`` are words for errors. The command must end by itself when its stdin ends: killing a link kills no process."""

    def __init__(self, channel: paramiko.Channel, mark: str, what: str, of_whom: str) -> None:
        self._channel, self._mark, self._what, self._of_whom = channel, f"\n{mark}\n".encode(), what, of_whom
        self._held, self._complaint = bytearray(), bytearray()
        self._listener = threading.Thread(target=self._listen, name=f"stderr of {what}", daemon=True)
        self._listener.start()

    def send(self, data: bytes, seconds: float = 30) -> None:
        """Write all of it. Raises Unseen when the command is gone or does not read."""
        self._channel.settimeout(seconds)
        try:
            self._channel.sendall(data)
        except TimeoutError as error:
            raise self._unseen(f"it read nothing for {seconds:g} s") from error
        except OSError as error:
            raise self._unseen(self._gone()) from error

    def line(self, seconds: float) -> bytes:
        """One line of stdout, without its end. Raises Unseen when none came in time, none will come, or it grows beyond the cap."""
        return self._until(lambda: self._held.find(b"\n") + 1, seconds)[:-1]

    def read(self, size: int, seconds: float) -> bytes:
        """Exactly ``size`` bytes of stdout. Raises Unseen as ``line`` does."""
        return self._until(lambda: size * (len(self._held) >= size), seconds)

    def end(self, seconds: float = 30) -> int:
        """End the command's input and wait for its exit status. Raises Unseen when it goes on, or the link was lost."""
        try:
            self._channel.shutdown_write()
        except (OSError, EOFError) as error:
            raise self._unseen(self._gone()) from error
        if not self._channel.status_event.wait(seconds):
            raise self._unseen(f"it did not end within {seconds:g} s")
        if self._channel.exit_status < 0:
            raise self._unseen("it was killed, or the link was lost")
        self.close()
        return self._channel.exit_status

    def close(self) -> None:
        """Let go of it, whatever it does."""
        self._channel.close()

    @property
    def complaint(self) -> str:
        """The end of what it wrote to stderr."""
        return self._complaint.decode(errors="replace").strip()

    def _until(self, size: Callable[[], int], seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        while not (ready := self._begun() and size()):
            if len(self._held) > CAP:
                raise self._unseen(f"it said more than {CAP >> 20} MiB at once")
            self._held += self._receive(deadline - time.monotonic(), seconds)
        taken = bytes(self._held[:ready])
        del self._held[:ready]
        return taken

    def _begun(self) -> bool:
        if self._mark and (at := self._held.find(self._mark)) >= 0:
            del self._held[: at + len(self._mark)]
            self._mark = b""
        return not self._mark

    def _receive(self, left: float, seconds: float) -> bytes:
        self._channel.settimeout(max(left, 0))
        try:
            data = self._channel.recv(CHUNK)
        except TimeoutError as error:
            raise self._unseen(f"it said nothing for {seconds:g} s") from error
        if not data:
            raise self._unseen(self._gone())
        return data

    def _listen(self) -> None:
        for data in chunks(self._channel.recv_stderr):
            self._complaint += data
            del self._complaint[:-LAST_WORDS]

    def _gone(self) -> str:
        self._listener.join(1)
        last = self.complaint.rpartition("\n")[2]
        return f"it ended ({last})" if last else "it ended" if self._channel.eof_received else "the link was lost"

    def _unseen(self, because: str) -> Unseen:
        return Unseen(f"an answer from {self._what}", self._of_whom, because)
