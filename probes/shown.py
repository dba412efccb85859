"""Reads what ``systemctl show`` prints about a service; repeated keys are kept, and a property that was asked for must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from probes.masks import kind
from probes.spans import seconds
from probes.units import Command, Unit, Variable
from probes.unitwords import words

EXECS = ("ExecStartPre", "ExecStartPost", "ExecCondition", "ExecReload", "ExecStop", "ExecStopPost")
STATE = (
    "LoadState", "UnitFileState", "ActiveState", "SubState", "Result", "NeedDaemonReload", "MainPID", "ExecMainStartTimestamp", "NRestarts",
    "FreezerState",
)  # fmt: skip
SETTINGS = (
    "Type", "User", "Group", "SupplementaryGroups", "DynamicUser", "RootDirectoryStartOnly", "WorkingDirectory", "RootDirectory",
    "ProtectSystem", "ProtectHome", "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "PrivateUsers", "PrivateNetwork",
    "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups", "ProtectClock", "ProtectHostname", "ProtectProc",
    "RestrictSUIDSGID", "RestrictRealtime", "RestrictNamespaces", "LockPersonality", "MemoryDenyWriteExecute", "SystemCallArchitectures", "UMask",
    "ReadWritePaths", "ReadOnlyPaths", "InaccessiblePaths", "TemporaryFileSystem", "BindPaths", "BindReadOnlyPaths", "AmbientCapabilities",
    "Restart", "RestartMode", "SuccessExitStatus", "RestartPreventExitStatus", "RestartForceExitStatus", "RemainAfterExit",
)  # fmt: skip
TIMES = {"RestartUSec": "RestartSec", "StartLimitIntervalUSec": "StartLimitIntervalSec"}
PROPERTIES = (
    *STATE, *SETTINGS, *TIMES, "StartLimitBurst", "After", "Wants", "Requires", "BindsTo", "OnFailure", "WantedBy", "RequiredBy",
    "ExecStartEx", *(f"{key}Ex" for key in EXECS), "Environment", "EnvironmentFiles", "PassEnvironment", "UnsetEnvironment",
)  # fmt: skip
EXEC = re.compile(r"\{ path=(?P<path>.*?) ; argv\[\]=(?P<argv>.*?) ; flags=(?P<flags>.*?) ; ")

LOADED = "systemd's memory"
"""The source of what is loaded; the files on disk say more, as long as they still say it."""

Shown = Mapping[str, list[str]]


def properties(lines: Iterable[str]) -> dict[str, list[str]]:
    """Key=value lines as lists by key, in the order they came."""
    found: dict[str, list[str]] = {}
    for line in lines:
        key, equals, value = line.partition("=")
        if equals:
            found.setdefault(key, []).append(value)
    return found


def loaded(name: str, shown: Shown) -> Unit:
    """The unit as systemd loaded it; its variables are those of Environment= alone, since systemd does not show what files hold.

    Raises KeyError for a property that was not shown.
    """
    unset = words(_all(shown, "UnsetEnvironment"))
    pairs = [word.partition("=") for word in words(_all(shown, "Environment"))]
    return Unit(
        name=name,
        seen="as loaded",
        user=shown["User"][-1],
        start=_commands(shown, "ExecStart"),
        others=tuple((key, command) for key in EXECS for command in _commands(shown, key)),
        after=tuple(_all(shown, "After").split()),
        pulls=tuple(word for key in ("Wants", "Requires", "BindsTo") for word in _all(shown, key).split()),
        on_failure=tuple(_all(shown, "OnFailure").split()),
        wanted_by=tuple(word for key in ("WantedBy", "RequiredBy") for word in _all(shown, key).split()),
        variables=tuple(Variable(key, kind(value), LOADED) for key, _, value in pairs if key not in unset),
        passed=tuple(Variable(word, "set", LOADED) for word in _all(shown, "PassEnvironment").split()),
        restart_seconds=seconds(shown["RestartUSec"][-1]),
        limit_seconds=seconds(shown["StartLimitIntervalUSec"][-1]),
        limit_starts=int(shown["StartLimitBurst"][-1]),
        settings={TIMES.get(key, key): _all(shown, key) for key in (*SETTINGS, *TIMES, "StartLimitBurst") if key in shown},
    )


def _all(shown: Shown, key: str) -> str:
    return " ".join(shown.get(key, []))


def _commands(shown: Shown, key: str) -> tuple[Command, ...]:
    return tuple(_command(match) for value in shown.get(f"{key}Ex", []) for match in EXEC.finditer(value))


def _command(match: re.Match[str]) -> Command:
    """systemctl shows words without their quotes; the program's own path comes first whatever argv[0] was."""
    flags = match["flags"].split()
    argv = (match["path"], *match["argv"].split()[1:])
    return Command(argv, "ignore-failure" in flags, any(flag in flags for flag in ("privileged", "no-setuid", "ambient")))
