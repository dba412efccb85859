"""A channel to the target program on this machine: the same command and bytes as over SSH, in a subprocess."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import IO

from remediations import hands
from remediations.hands import Hands


class Pipe:
    """A duplex channel to one local process."""

    def __init__(self, *argv: str) -> None:
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def write(self, data: bytes, /) -> None:
        self._end(self.process.stdin).write(data)
        self._end(self.process.stdin).flush()

    def readline(self) -> bytes:
        return self._end(self.process.stdout).readline()

    def errors(self) -> str:
        return self._end(self.process.stderr).read().decode()

    def close(self) -> None:
        for end in (self.process.stdin, self.process.stdout, self.process.stderr):
            self._end(end).close()
        self.process.wait(10)

    @staticmethod
    def _end(end: IO[bytes] | None) -> IO[bytes]:
        assert end is not None
        return end


def local_hands(home: Path) -> Hands:
    """Hands on this machine, with their journal and backups below ``home``."""
    return hands.take("here", Pipe("sh", "-c", hands.command()), str(home))
