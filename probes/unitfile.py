"""Reads unit files as systemd does: sections, continuation lines, drop-ins over the fragment, lists that an empty line resets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import filter as matching

from probes.masks import Kind, kind
from probes.spans import seconds
from probes.units import Command, Unit, Variable
from probes.unitwords import expanded, words

EXECS = ("ExecStart", "ExecStartPre", "ExecStartPost", "ExecCondition", "ExecReload", "ExecStop", "ExecStopPost")
LISTS = ("Environment", "EnvironmentFile", "PassEnvironment", "UnsetEnvironment", *EXECS)
JOINED = (
    "ReadWritePaths", "ReadOnlyPaths", "InaccessiblePaths", "BindPaths", "BindReadOnlyPaths", "TemporaryFileSystem",
    "SuccessExitStatus", "RestartPreventExitStatus", "RestartForceExitStatus", "LoadCredential", "AmbientCapabilities",
)  # fmt: skip
SWITCHES = (
    "Protect",
    "Private",
    "Restrict",
    "NoNewPrivileges",
    "LockPersonality",
    "MemoryDeny",
    "DynamicUser",
    "RemainAfterExit",
    "Permissions",
)
SPELLED = {"1": "yes", "yes": "yes", "true": "yes", "on": "yes", "0": "no", "no": "no", "false": "no", "off": "no"}
COMPATIBLE = {"StartLimitInterval": "StartLimitIntervalSec"}


@dataclass(frozen=True, slots=True)
class File:
    """A unit file or drop-in; ``changed`` is its mtime in seconds since the epoch."""

    path: str
    text: str
    changed: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line Key=value. ``reasoned`` when a comment stands right above it."""

    section: str
    key: str
    value: str
    path: str
    reasoned: bool = False


def entries(file: File) -> tuple[Entry, ...]:
    """Every assignment of one file; systemd.syntax(7)."""
    found, section, reasoned = [], "", False
    for line in _logical(file.text):
        if line.startswith(("#", ";")):
            reasoned = True
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line:
            key, _, value = line.partition("=")
            found.append(Entry(section, COMPATIBLE.get(key.strip(), key.strip()), value.strip(), file.path, reasoned))
        reasoned = False
    return tuple(found)


def _logical(text: str) -> Iterable[str]:
    held = ""
    for line in text.splitlines():
        if held and line.lstrip().startswith(("#", ";")):
            continue
        held += line.strip()
        if held.endswith("\\") and not held.startswith(("#", ";")):
            held = held[:-1] + " "
            continue
        if held:
            yield held
        held = ""
    if held:
        yield held


def unit(name: str, files: Sequence[File], environment_files: Mapping[str, str] | None = None, *, seen: str = "on disk") -> Unit:
    """The unit that these files make: the fragment first, then its drop-ins in the order that systemd applies them.

    ``environment_files`` are the texts of those that exist, by path. Raises ValueError for a time span that is none.
    """
    told = [entry for file in files for entry in entries(file)]
    lists = {key: _list(told, key) for key in LISTS}
    settings = _settings(told)
    return Unit(
        name=name,
        seen=seen,
        user=expanded(settings.get("User", ""), name),
        start=tuple(command(entry.value) for entry in lists["ExecStart"]),
        others=tuple((key, command(entry.value)) for key in EXECS[1:] for entry in lists[key]),
        after=_names(told, name, "After"),
        pulls=_names(told, name, "Wants", "Requires", "BindsTo"),
        on_failure=_names(told, name, "OnFailure"),
        wanted_by=tuple(word for entry in told if (entry.section, entry.key) == ("Install", "WantedBy") for word in entry.value.split()),
        variables=_variables(lists, environment_files or {}, name),
        passed=tuple(Variable(word, "set", entry.path) for entry in lists["PassEnvironment"] for word in entry.value.split()),
        restart_seconds=seconds(settings.get("RestartSec") or "100ms"),
        limit_seconds=seconds(settings.get("StartLimitIntervalSec") or "10s"),
        limit_starts=int(settings.get("StartLimitBurst") or 5),
        settings=settings,
    )


def command(text: str) -> Command:
    """An Exec line; systemd.service(5), table "Special executable prefixes"."""
    rest = text.lstrip("@-:+!|")
    marks = text[: len(text) - len(rest)]
    argv = words(rest)
    if "@" in marks and len(argv) > 1:
        argv = [argv[0], *argv[2:]]
    return Command(tuple(argv), ignores_failure="-" in marks, privileged="+" in marks or "!" in marks)


def _list(told: Sequence[Entry], key: str) -> list[Entry]:
    found: list[Entry] = []
    for entry in told:
        if (entry.section, entry.key) == ("Service", key):
            found = [*found, entry] if entry.value else []
    return found


def _names(told: Sequence[Entry], name: str, *keys: str) -> tuple[str, ...]:
    """Dependencies add up; an empty line resets nothing; a template without an instance gets the unit's own, else its prefix (measured)."""
    stem = name.rpartition(".")[0].partition("@")
    own = stem[2] or stem[0]
    values = [entry.value for entry in told if entry.section == "Unit" and entry.key in keys]
    return tuple(expanded(word, name).replace("@.", f"@{own}.") for value in values for word in value.split())


def _settings(told: Sequence[Entry]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in told:
        if entry.section not in ("Unit", "Service") or entry.key in LISTS:
            continue
        if entry.key in JOINED and entry.value:
            found[entry.key] = f"{found.get(entry.key, '')} {entry.value}".strip()
        else:
            found[entry.key] = SPELLED.get(entry.value.lower(), entry.value) if entry.key.startswith(SWITCHES) else entry.value
    return found


def _variables(lists: Mapping[str, list[Entry]], texts: Mapping[str, str], name: str) -> tuple[Variable, ...]:
    told = [Variable(*_pair(word), entry.path) for entry in lists["Environment"] for word in words(entry.value) if "=" in word]
    for entry in lists["EnvironmentFile"]:
        for path in matching(texts, expanded(entry.value.removeprefix("-"), name)):
            told += [Variable(*_pair(line), path) for line in texts[path].splitlines() if "=" in line and not line.startswith("#")]
    last = {variable.name: variable for variable in told}
    dropped = {word for entry in lists["UnsetEnvironment"] for word in words(entry.value) if "=" not in word}
    return tuple(variable for variable in last.values() if variable.name not in dropped)


def _pair(word: str) -> tuple[str, Kind]:
    name, _, value = word.partition("=")
    return name.strip(), kind(value.strip().strip("\"'"))
