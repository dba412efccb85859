"""Programs that run on the host under test: standard library only, they read and print, and keep every value to themselves."""

from __future__ import annotations

import shlex
from importlib.resources import files


def script(name: str, *arguments: str) -> str:
    """The sh line that runs ``probes/host/<name>.py`` there. Without python3 it exits 127, which makes the answer unseen."""
    source = files(__name__).joinpath(f"{name}.py").read_text(encoding="utf-8")
    return f"python3 -I - {shlex.join(arguments)} <<'PYTHON'\n{source}\nPYTHON"
