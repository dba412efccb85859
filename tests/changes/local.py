"""A channel to the target program on this machine: the same command and bytes as over SSH, in a subprocess."""

from __future__ import annotations

import contextlib
import select
import subprocess
from pathlib import Path
from typing import IO

from probes.unseen import Unseen
from remediations import hands
from remediations.hands import Hands


class Pipe:
    """A duplex channel to one local process."""

    def __init__(self, *argv: str) -> None:
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def send(self, data: bytes, /) -> None:
        try:
            self._end(self.process.stdin).write(data)
            self._end(self.process.stdin).flush()
        except OSError as error:
            raise Unseen("an answer", "here", str(error)) from error

    def line(self, seconds: float, /) -> bytes:
        if not select.select([self._end(self.process.stdout)], [], [], seconds)[0]:
            raise Unseen("an answer", "here", "it said nothing")
        line = self._end(self.process.stdout).readline()
        if not line:
            raise Unseen("an answer", "here", self._end(self.process.stderr).read().decode())
        return line

    def close(self) -> None:
        for end in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(BrokenPipeError):
                self._end(end).close()
        self.process.wait(10)

    @staticmethod
    def _end(end: IO[bytes] | None) -> IO[bytes]:
        assert end is not None
        return end


def local_hands(home: Path) -> Hands:
    """Hands on this machine, with their journal and backups below ``home``."""
    return hands.take("here", lambda command: Pipe("sh", "-c", f"exec {command}"), str(home))
