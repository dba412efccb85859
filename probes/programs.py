"""The programs that the service user works with: where a shell finds each, and what it says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.host import script
from probes.question import Question

NAMES = ("tmux", "aoe", "claude", "codex", "lazygit", "delta", "difft", "git", "node", "python3")


@dataclass(frozen=True, slots=True)
class Program:
    """``command`` and ``login`` are where an SSH command and a login find it ("" where they do not); ``said`` the first line of its version."""

    name: str
    command: str
    login: str
    status: int
    said: str


def programs(user: str, home: str) -> Question[dict[str, Program]]:
    """Each of NAMES, by name. Nothing is written: each runs with a throw-away home."""
    return Question(f"the programs of {user}", script("tools", user, home, *NAMES, parts=("logins",)), _read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (programs(estate.agents.user, str(estate.agents.home)),)


def _read(answer: str) -> dict[str, Program]:
    return {name: Program(name, **told["paths"], status=told["status"], said=told["said"]) for name, told in json.loads(answer).items()}
