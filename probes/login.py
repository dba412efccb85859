"""Reads what a login gives the service user: by PAM and sshd as configured, by its shell as it runs, by its tmux servers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import kind, script
from probes.question import Question
from probes.units import Variable

WAYS = {"command": "an SSH command", "login": "an SSH login", "pane": "a new tmux pane"}
WITNESS = "HOME"
SERVER = "a new tmux server"
"""Where a variable comes from that no file which is known to matter sets."""


@dataclass(frozen=True, slots=True)
class Login:
    """``given`` come from PAM and sshd, each with its file; ``got`` from the shell itself, by way of WAYS; ``tmux`` from running servers, by socket.

    ``files`` are the names that each shell file assigns, on whatever condition: where to look for what was got.
    """

    shell: str
    given: tuple[Variable, ...]
    got: tuple[Variable, ...]
    tmux: tuple[Variable, ...]
    files: tuple[tuple[str, frozenset[str]], ...]

    def __repr__(self) -> str:
        names = sorted({variable.name for variable in (*self.given, *self.got, *self.tmux)})
        return f"Login({self.shell}, sets {', '.join(names)})"


def login(estate: Estate) -> Question[Login]:
    """What a login gives. Raises Unseen when the user does not exist or its shell runs nothing."""
    return Question(f"the login of {estate.agents.user}", script("login", user=estate.agents.user), read)


def ahead(estate: Estate) -> tuple[Question[Login], ...]:
    return (login(estate),)


def read(told: str) -> Login:
    """Raises ValueError when one of the ways into the shell did not even give a HOME."""
    got = [line.partition(" ")[::2] for line in told.splitlines() if line.partition(" ")[0] in WAYS]
    for way, words in WAYS.items():
        if not any(found == way and pair.startswith(f"{WITNESS}=") for found, pair in got):
            msg = f"the shell ran nothing as {words} would"
            raise ValueError(msg)
    given = tuple(_variable(pair, path) for path, pair in _below(told, "P "))
    written = {variable.name for variable in given if variable.source != SERVER}
    return Login(
        shell=next(line[2:] for line in told.splitlines() if line.startswith("H ")),
        given=tuple(variable for variable in given if variable.source != SERVER or variable.name not in written),
        got=tuple(_variable(pair, WAYS[way]) for way, pair in got),
        tmux=tuple(_variable(pair, path) for path, pair in _below(told, "T ")),
        files=_files(told),
    )


def _variable(pair: str, source: str) -> Variable:
    """``export`` before a name counts for PAM; of a pam_env line the name is what stands first."""
    name, _, value = pair.removeprefix("export ").partition("=")
    return Variable((name.split() or [""])[0], kind(value), source)


def _files(told: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found: dict[str, set[str]] = {}
    for path, name in _below(told, "S "):
        found.setdefault(path, set()).add(name)
    return tuple((path, frozenset(names)) for path, names in found.items())


def _below(told: str, mark: str) -> Iterator[tuple[str, str]]:
    """Each indented line with the rest of the marked line above it."""
    head = ""
    for line in told.splitlines():
        if not line.startswith("  "):
            head = line.removeprefix(mark) if line.startswith(mark) else ""
        elif head:
            yield head, line[2:]
