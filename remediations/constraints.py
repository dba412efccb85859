"""The record of what the container is granted, brought in line with what is in force, as text for a patch."""

from __future__ import annotations

import re

from probes.constraints import Constraint, parse, recorded
from probes.docs import Page

LOOSE = "  # exception: say here why, and until when"


def with_constraints(read: Page, lines: list[str]) -> str:
    """The page with these raw lines in its section on nested Docker; what confines nothing is marked as an exception for a person to reason."""
    excused = {constraint.line: constraint.exception for constraint in recorded(read) or ()}
    wanted = [_written(constraint, excused) for line in lines if (constraint := parse(line))]
    source, part = read.source.splitlines(), read.part("nested", "docker")
    if part is None:
        return "\n".join([*source, "", "## Nested Docker", "", "```", *wanted, "```"]) + "\n"
    old = [i for i in range(part.line, part.end) if parse(source[i])]
    if not old:
        return "\n".join([*source[: part.end], "", "```", *wanted, "```", "", *source[part.end :]]) + "\n"
    kept = [line for i, line in enumerate(source[: old[-1] + 1]) if i not in old]
    return "\n".join([*kept, *wanted, *source[old[-1] + 1 :]]) + "\n"


def _written(constraint: Constraint, excused: dict[str, str]) -> str:
    if excused.get(constraint.line):
        return f"{constraint.line}  # {excused[constraint.line]}"
    return constraint.line + (LOOSE if re.search(r"unconfined|: a( |$)", constraint.line) else "")
