"""The rules for the daemon's unit, as pure functions: each gives the faults of one configuration, as predicates for a sentence about it.

They hold the unit that systemd loaded, the one on disk, and one that a template would write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from probes.sections import Agents
from probes.units import Command, Unit

SUBCOMMANDS = ("remote-control", "rc", "remote")
OPENING = ("ReadWritePaths", "BindPaths")
CLOSING = ("ReadOnlyPaths", "InaccessiblePaths", "TemporaryFileSystem")
VALUED = ("-u", "--unset", "-C", "--chdir")
"""Options of env(1) that take the next word."""
Faults = tuple[str, ...]


def of_command(unit: Unit, agents: Agents, spawn: str) -> Faults:
    """The program must be started directly (``env`` aside), once, with the subcommand, the session's name and the spawn mode."""
    if len(unit.start) != 1:
        return (f"has {len(unit.start) or 'no'} ExecStart= lines",)
    arguments = after_program(unit.start[0].argv, agents)
    if arguments is None:
        return (f"runs {PurePosixPath(unit.start[0].argv[0]).name} instead of {agents.program}",)
    return of_arguments(arguments, agents, spawn)


def after_program(argv: Sequence[str], agents: Agents) -> tuple[str, ...] | None:
    """The arguments after the program in an ExecStart= line; None when it runs something else."""
    words = list(argv)
    if words and PurePosixPath(words[0]).name == "env":
        words = words[1:]
        while words and ("=" in words[0] or words[0].startswith("-")):
            words = words[2 if words[0] in VALUED else 1 :]
    return tuple(words[1:]) if words and words[0] in (str(agents.program), agents.program.name) else None


def of_arguments(arguments: Sequence[str], agents: Agents, spawn: str) -> Faults:
    """Of a flag that stands twice the last one wins; ``--flag x`` and ``--flag=x`` are the same."""
    if not arguments or arguments[0] not in SUBCOMMANDS:
        interactive = "--remote-control" in arguments
        return ("uses the interactive form --remote-control" if interactive else "does not run the subcommand remote-control",)
    flags = {"--name": agents.session_name, "--spawn": spawn}
    got = {flag: last(arguments, flag) for flag in flags}
    return tuple(f"has {flag} {got[flag] or '(none)'} instead of {wanted}" for flag, wanted in flags.items() if got[flag] != wanted)


def last(arguments: Sequence[str], flag: str) -> str:
    """The value of the last ``flag``; empty when there is none."""
    found = ""
    for place, word in enumerate(arguments):
        if word == flag:
            found = arguments[place + 1] if place + 1 < len(arguments) else ""
        elif word.startswith(f"{flag}="):
            found = word.partition("=")[2]
    return found


POWERFUL = ("root", "0", "disk", "shadow", "lxd", "incus", "incus-admin")
"""Groups whose members need no password to be root; docker is the recorded cost of AoE's sandbox."""


def of_user(unit: Unit, agents: Agents) -> Faults:
    """Every command runs as the service user: no root by default, by name, by a prefix, or by a shared group."""
    with_rights = privileged(unit)
    return (
        *((f"runs as {unit.user or 'root'}",) if unit.user != agents.user else ()),
        *((f"has Group={unit.setting('Group')}",) if unit.setting("Group") in ("root", "0") else ()),
        *((f"has SupplementaryGroups={' '.join(groups)}",) if (groups := powerful(unit)) else ()),
        *((f"runs {' and '.join(with_rights)} with full privileges",) if with_rights else ()),
        *((f"has AmbientCapabilities={unit.setting('AmbientCapabilities')}",) if unit.setting("AmbientCapabilities") else ()),
    )


def powerful(unit: Unit) -> list[str]:
    """The supplementary groups of the unit that amount to root."""
    return [group for group in unit.setting("SupplementaryGroups").split() if group in POWERFUL]


def privileged(unit: Unit) -> list[str]:
    """The Exec keys of which a line runs as root whatever User= says: prefixes ``+``, ``!``, ``!!``."""
    commands: list[tuple[str, Command]] = [("ExecStart", command) for command in unit.start] + list(unit.others)
    return sorted({key for key, command in commands if command.privileged})


def of_workdir(unit: Unit, agents: Agents) -> Faults:
    """The clone itself; a home can never be trusted."""
    found = unit.setting("WorkingDirectory").lstrip("-!")
    same = found.rstrip("/") == str(agents.clone)
    return () if same else (f"has WorkingDirectory={found or '(none)'} instead of {agents.clone}",)


def of_order(unit: Unit, target: str) -> Faults:
    """After= in [Unit]; anywhere else systemd does not read it."""
    return () if target in unit.after else (f"is not ordered after {target}",)


def of_settings(unit: Unit, wanted: Mapping[str, Sequence[str]]) -> Faults:
    """Each setting has one of its values."""
    return tuple(f"has {key}={unit.setting(key) or '(not set)'}" for key, values in wanted.items() if unit.setting(key) not in values)


def of_home(unit: Unit, agents: Agents) -> Faults:
    """ProtectHome= must not hide or close the home, nor any list of paths what lies in it, unless the whole home is opened again."""
    protect, home = unit.setting("ProtectHome", "no"), str(agents.home)
    opened = {path.lstrip("-+").partition(":")[0] for key in OPENING for path in unit.setting(key).split()}
    keys = closing(unit, agents)
    return (
        *((f"has ProtectHome={protect}",) if protect != "no" and home not in opened else ()),
        *((f"closes the home by {' and '.join(keys)}",) if keys else ()),
    )


def closing(unit: Unit, agents: Agents) -> list[str]:
    """The keys whose paths close the home or something in it."""
    return [
        key for key in CLOSING if any(_meets(path.lstrip("-+").partition(":")[0], str(agents.home)) for path in unit.setting(key).split())
    ]


def _meets(path: str, home: str) -> bool:
    return path == home or home.startswith(f"{path.rstrip('/')}/") or path.startswith(f"{home}/")


def of_restarts(unit: Unit, *, reasoned: bool) -> Faults:
    """Restart=always; on-failure only where somebody wrote down why, since a clean exit then ends the service in silence."""
    restart = unit.setting("Restart", "no")
    return (
        *(() if restart == "always" or (restart == "on-failure" and reasoned) else (f"has Restart={restart}",)),
        *(("is not restarted when its program fails (RestartPreventExitStatus=1)",) if stays_down(unit) else ()),
    )


def stays_down(unit: Unit) -> bool:
    """Whether the plain failure of a program is among the ends after which nothing restarts it."""
    return "1" in unit.setting("RestartPreventExitStatus").split()


def of_limit(unit: Unit) -> Faults:
    """A start limit that can be reached: neither the interval nor the number is 0."""
    if unit.limit_seconds > 0 and unit.limit_starts > 0:
        return ()
    return (f"limits its starts to {unit.limit_starts} in {unit.limit_seconds:g} s, which is no limit",)
