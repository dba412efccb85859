"""Programs that run on the host under test: standard library only, they read and print, and keep every value to themselves."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files

FUTURE = "from __future__ import annotations"
PROGRAM = re.compile(r"python3 -I -S - ([^\n]*) <<'PYTHON'\n(.*)\nPYTHON", re.DOTALL)
"""A line that ``program`` wrote: arguments, quoted, and source."""


def script(name: str, *arguments: str, parts: tuple[str, ...] = ()) -> str:
    """The sh line that runs ``probes/host/<name>.py`` there, behind the ``parts`` that it imports. Without python3 it exits 127: unseen."""
    source = "\n".join([FUTURE, *(_body(part) for part in parts), _body(name)])
    return program(source, *arguments)


def program(source: str, *arguments: str) -> str:
    """The sh line that runs a program there; PROGRAM reads it."""
    return f"python3 -I -S - {shlex.join(arguments)} <<'PYTHON'\n{source}\nPYTHON"


def _body(name: str) -> str:
    """A program without its imports of others, which stand in the same text."""
    text = files(__name__).joinpath(f"{name}.py").read_text(encoding="utf-8")
    return re.sub(rf"^(?:{FUTURE}|from probes\.host\..*)\n", "", text, flags=re.MULTILINE)
