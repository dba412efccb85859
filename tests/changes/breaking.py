"""Breaks the target program at a step, in a process that does nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.changes.crash import How

Requests = list[dict[str, Any]]


class Breaker:
    """``points`` tells where requests can be broken in a way, ``run`` breaks them there; 0 breaks nothing."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.changes.crash"]
        self.process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, base: Path, requests: Requests, at: int = 0, how: How = "killed") -> list[Any]:
        """The answers; none when it was killed."""
        return list(self._ask(base, requests, at, how)[1])

    def points(self, base: Path, requests: Requests, how: How) -> list[int]:
        return [at for at, (_, can) in enumerate(self._ask(base, requests, 0, how)[2], 1) if can]

    def _ask(self, *order: Any) -> list[Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([str(order[0]), *order[1:]]) + "\n")
        self.process.stdin.flush()
        told: list[Any] = json.loads(self.process.stdout.readline())
        return told

    def close(self) -> None:
        self.process.communicate(timeout=10)
