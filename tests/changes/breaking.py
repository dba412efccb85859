"""Breaks the target program at a step, in a process that does nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from remediations import kinds
from tests.changes.crash import How

Request = dict[str, Any]
Requests = list[Request]


def begin(run: str) -> Request:
    return {"ask": "begin", "run": run, "who": "tester", "from": "here"}


def apply(change: Any) -> Request:
    """As change 1 of run r1, whatever it was planned on and whatever it ends."""
    return {"ask": "apply", "run": "r1", "seq": 1, "change": kinds.as_json(change), "base": "", "allow": True}


def rollback(run: str) -> Request:
    return {"ask": "rollback", "run": run, "chosen": None, "allow": True}


def end(run: str) -> Request:
    return {"ask": "end", "run": run}


def making(change: Any) -> Requests:
    """The whole of run r1."""
    return [begin("r1"), apply(change), end("r1")]


def taking_back(run: str = "r2") -> Requests:
    """A whole run that takes r1 back."""
    return [begin(run), rollback("r1"), end(run)]


class Breaker:
    """``points`` tells where requests can be broken in a way, ``run`` breaks them there; 0 breaks nothing."""

    def __init__(self, *command: str, first: str = "") -> None:
        """On this machine; or by a command that takes the breaking program as its ``first`` line."""
        command = command or (sys.executable, "-m", "tests.changes.crash")
        self.process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if first:
            self._send(first)

    def run(self, base: Path, requests: Requests, at: int = 0, how: How = "killed") -> list[Any]:
        """The answers; none when it was killed."""
        return list(self._ask(base, requests, at, how)[1])

    def points(self, base: Path, requests: Requests, how: How) -> list[int]:
        return [at for at, (_, can) in enumerate(self.steps(base, requests, how), 1) if can]

    def steps(self, base: Path, requests: Requests, how: How = "killed") -> list[list[Any]]:
        """What it does, unbroken: each step's name, and whether it could break in this way."""
        return list(self._ask(base, requests, 0, how)[2])

    def _ask(self, *order: Any) -> list[Any]:
        assert self.process.stdout
        self._send(json.dumps([str(order[0]), *order[1:]]))
        told: list[Any] = json.loads(self.process.stdout.readline())
        return told

    def _send(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def close(self) -> None:
        self.process.communicate(timeout=10)
