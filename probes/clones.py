"""One clone: whether anything is checked out in it. Source: git-rev-parse(1)."""

from __future__ import annotations

import shlex
from typing import Any

from probes.estate import Estate
from probes.question import Question


def checked_out(path: str) -> Question[int]:
    """How many files the commit at HEAD has in the clone; 0 when there is no commit, or no clone."""
    git = f"git -c safe.directory='*' --no-optional-locks -C {shlex.quote(path)}"
    return Question(f"what is checked out in {path}", f"{git} ls-tree -r --name-only HEAD 2>/dev/null | wc -l", int)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (checked_out(str(estate.agents.clone)),)
