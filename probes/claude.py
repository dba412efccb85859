"""Reads the settings files of Claude Code: which there are, which variables and keys of its sign-in they set."""

from __future__ import annotations

import json
from dataclasses import dataclass

from probes.estate import Estate
from probes.host import script
from probes.question import Question
from probes.units import Variable

KEYS = ("apiKeyHelper", "disableRemoteControl", "forceLoginMethod")


@dataclass(frozen=True, slots=True)
class Layer:
    """One settings file. ``readable`` is False for one that is there and not JSON; ``keys`` are those of KEYS that are in force."""

    path: str
    there: bool
    readable: bool
    variables: tuple[Variable, ...]
    keys: tuple[str, ...]


def settings(estate: Estate) -> Question[tuple[Layer, ...]]:
    """Every layer that the daemon would read, there or not: managed, --settings, project and worktrees, user, global state.

    CLAUDE_CONFIG_DIR of the running daemon moves the user's. Source: Claude Code documentation, "Settings".
    """
    agents = estate.agents
    text = script("settings", agents.user, str(agents.home), str(agents.clone), agents.unit, *KEYS)
    return Question("the settings files of Claude Code", text, read)


def ahead(estate: Estate) -> tuple[Question[tuple[Layer, ...]], ...]:
    return (settings(estate),)


def read(told: str) -> tuple[Layer, ...]:
    """Raises ValueError when the answer is not JSON."""
    return tuple(
        Layer(
            row["path"],
            row["there"],
            row["readable"],
            tuple(Variable(n, k, row["path"]) for n, k in row["env"].items()),
            tuple(row["keys"]),
        )
        for row in json.loads(told)
    )
