"""Reads one request a line, answers one line: {"ok": …} or {"refused": word, "sentence": …}. Ends with its input, after the change in hand."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from remediations.target import deadman, journal, runs, timer, work
from remediations.target.refused import Refused

IDLE = 900  # a client that says nothing for so long is gone, even when the network has not noticed
Request = dict[str, Any]


def serve(base: Path) -> None:
    """Answer until the client goes. SIGHUP is the link being lost: the change in hand is finished first."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    while line := _next():
        sys.stdout.write(json.dumps(answer(base, json.loads(line))) + "\n")
        sys.stdout.flush()


def _next() -> bytes:
    signal.alarm(IDLE)
    line = sys.stdin.buffer.readline()
    signal.alarm(0)
    return line


def answer(base: Path, request: Request) -> dict[str, Any]:
    """One answer; what goes wrong on the target is an answer too."""
    try:
        return {"ok": ASKED[request["ask"]](base, request)}
    except Refused as refused:
        return {"refused": refused.why, "sentence": refused.sentence}
    except OSError as error:
        return {"refused": "failed", "sentence": f"{error.filename or 'the target'}: {error.strerror}"}


def _begin(base: Path, request: Request) -> list[str]:
    return runs.begin(base, request["run"], request["who"], request["from"])[1]  # the descriptor stays open, and with it the lock


def _end(base: Path, request: Request) -> None:
    journal.write(base, "end", request["run"])


def _run(base: Path, request: Request) -> work.Run:
    return work.Run(base, request["run"], request["allow"])


ASKED: dict[str, Callable[[Path, Request], Any]] = {
    "plan": lambda _, request: work.plan(request["changes"]),
    "begin": _begin,
    "apply": lambda base, request: work.apply(_run(base, request), request["seq"], request["change"], request["base"]),
    "rollback": lambda base, request: runs.rollback(_run(base, request), request["chosen"]),
    "arm": lambda base, request: timer.arm(base, request["run"], request["seconds"], request["script"]),
    "disarm": lambda _, __: timer.disarm(),
    "journal": lambda base, _: journal.runs(journal.read(base)),
    "end": _end,
}


def main(home: str) -> None:
    """Serve; a client that is gone when the answer is ready is no error of the target's."""
    os.umask(0o022)
    try:
        serve(Path(home))
    except BrokenPipeError:
        os.close(1)


def dead_man(home: str, run: str, chosen: list[int]) -> None:
    """What the timer starts when nobody confirmed a run."""
    os.umask(0o022)
    deadman.fire(Path(home), run, chosen)
