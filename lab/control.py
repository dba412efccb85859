"""How the command line asks a lab that is up to do something: one line of JSON there, lines of text back, the last one a verdict.

``python -m lab.control STATE restart agents`` does the same from inside, for wounds.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lab.errors import LabError

DONE, FAILED = "done", "failed"
START_SECONDS = 20.0


@contextmanager
def address(root: Path) -> Iterator[str]:
    """The socket's name, short enough for the kernel however deep the state directory lies."""
    folder = os.open(root, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/control"
    finally:
        os.close(folder)


def ask(root: Path, verb: str, *words: str, say: Callable[[str], None], gone: Callable[[], bool] = lambda: False) -> None:
    """Have it done and pass on what it tells meanwhile. Raises LabError with its reason, or when nobody is there."""
    with _connect(root, gone) as link:
        link.sendall(json.dumps([verb, *words]).encode() + b"\n")
        for line in link.makefile():
            verdict, _, text = line.rstrip("\n").partition(" ")
            if verdict == FAILED:
                raise LabError(text.replace("\x00", "\n"))
            if verdict == DONE:
                return
            say(text)
    msg = f"the lab died while it was asked to {verb}; see {root / 'supervisor.log'}"
    raise LabError(msg)


def _connect(root: Path, gone: Callable[[], bool]) -> socket.socket:
    end = time.monotonic() + START_SECONDS
    while True:
        link = socket.socket(socket.AF_UNIX)
        try:
            with address(root) as name:
                link.connect(name)
        except OSError:
            link.close()
            if gone() or time.monotonic() > end:
                msg = f"nobody answers in {root}; see {root / 'supervisor.log'}"
                raise LabError(msg) from None
            time.sleep(0.02)
        else:
            return link


def main() -> None:
    root, verb, *words = sys.argv[1:]
    try:
        ask(Path(root), verb, *words, say=print)
    except LabError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
