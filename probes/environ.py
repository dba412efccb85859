"""Reads what systemd's manager hands to every service, and where it has that from."""

from __future__ import annotations

from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import kind, script
from probes.question import Question
from probes.unitfile import File, entries
from probes.units import Variable
from probes.unitwords import words

KEYS = ("DefaultEnvironment", "ManagerEnvironment")
WITNESS = "PATH"
"""Every manager hands on a PATH; without it the environment was not seen."""


@dataclass(frozen=True, slots=True)
class Manager:
    """``handed`` is what units get now, ``own`` what PID 1 was started with, ``configured`` what the files of system.conf set, each with its file;
    ``generated`` what environment generators assign.
    """

    handed: tuple[Variable, ...]
    own: tuple[Variable, ...]
    configured: tuple[Variable, ...]
    generated: tuple[Variable, ...] = ()


def manager() -> Question[Manager]:
    """systemd's manager on a host. Raises Unseen when systemd does not answer."""
    return Question("the environment of systemd's manager", script("environ"), read)


def ahead(_: Estate) -> tuple[Question[Manager], ...]:
    return (manager(),)


def read(told: str) -> Manager:
    """Raises ValueError when not even PATH was seen."""
    handed = _named(told, "M ", "systemd's manager")
    if not any(variable.name == WITNESS for variable in handed):
        msg = "no PATH was seen"
        raise ValueError(msg)
    return Manager(handed, _named(told, "I ", "PID 1's own environment"), _configured(told), _generated(told))


def _named(told: str, mark: str, source: str) -> tuple[Variable, ...]:
    pairs = [line.removeprefix(mark).partition("=") for line in told.splitlines() if line.startswith(mark)]
    return tuple(Variable(name, kind(value), source) for name, _, value in pairs if name)


def _generated(told: str) -> tuple[Variable, ...]:
    """What each environment generator assigns, on whatever condition."""
    found, path = [], ""
    for line in told.splitlines():
        if not line.startswith("  "):
            path = line.removeprefix("G ") if line.startswith("G ") else ""
        elif path:
            name, _, value = line.strip().partition("=")
            found.append(Variable(name, kind(value), path))
    return tuple(found)


def _configured(told: str) -> tuple[Variable, ...]:
    """Of two files with one name the first directory wins, as with drop-ins; an empty assignment takes back those before it."""
    found: dict[str, list[Variable]] = {key: [] for key in KEYS}
    for file in sorted(_files(told).values(), key=lambda file: (file.path != "/etc/systemd/system.conf", file.path.rpartition("/")[2])):
        for entry in entries(file):
            if entry.section == "Manager" and entry.key in KEYS:
                pairs = [word.partition("=") for word in words(entry.value)]
                variables = [Variable(name, kind(value), entry.path) for name, _, value in pairs]
                found[entry.key] = [*found[entry.key], *variables] if entry.value else []
    return tuple(variable for variables in found.values() for variable in variables)


def _files(told: str) -> dict[str, File]:
    found: dict[str, File] = {}
    for block in f"\n{told}".split("\nF ")[1:]:
        path, _, text = block.partition("\n")
        found.setdefault(path.rpartition("/")[2], File(path, text))
    return found
