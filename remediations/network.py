"""The network: the overlay joined, and what listens unasked put to rest."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from probes.estate import Estate
from remediations.changes import Change
from remediations.changes_running import Command, UnitAction
from remediations.exports import ended
from remediations.fix import Offences, fix
from remediations.systemd import any_of

CONTAINER = "container "
KEPT = ("ssh", "docker.", "containerd.", "netbird.", "claude-", "systemd-", "dbus.")
"""Units that are meant to run: what they listen on unasked is for a person, or for the fix of their own row."""


@fix("disruptive", touches=("unit:*",))
def join_overlay(offences: Offences, estate: Estate) -> list[Change]:
    """The service enabled and running, and the client told to connect; a login that it asks for is a person's."""
    unit = estate.agents.overlay_unit
    masked = any(offence.data.get("load") == "masked" for offence in offences)
    return [
        *([UnitAction("unmask", unit)] if masked else []),
        UnitAction("enable", unit),
        UnitAction("start", unit),
        *([UnitAction("restart", unit)] if any_of(offences, "start") else []),
        *([_connected()] if any(offence.data.get("state") == "Idle" for offence in offences) else []),
    ]


def _connected() -> Command:
    return Command(
        "connect to the overlay",
        do=("netbird", "up"),
        holds=("sh", "-c", 'netbird status --json | grep -q \'"daemonStatus": *"Connected"\''),
        undo=("netbird", "down"),
        touches="unit:netbird",
    )


@fix("disruptive", touches=("unit:*", "/proc/*", "docker:*"))
def stop_listeners(offences: Offences) -> list[Change]:
    """Units stopped and disabled, containers stopped, other programs ended. A firewall rule, or the overlay's own policy, is a person's to take back."""
    rows = [row for offence in offences for row in offence.data.get("listeners", ())]
    return list(dict.fromkeys(change for row in rows for change in _stopped(row["unit"], row["program"], row["pid"])))


def _stopped(unit: str, program: str, pid: int) -> Iterator[Change]:
    if program.startswith(CONTAINER):
        yield _container_stopped(program.removeprefix(CONTAINER))
    elif unit.startswith(KEPT):
        return
    elif unit.endswith((".service", ".socket")) and not unit.startswith("user@"):
        yield UnitAction("disable", unit)
        yield UnitAction("stop", unit)
    elif pid > 1:
        yield ended(pid, program)


def _container_stopped(name: str) -> Command:
    return Command(
        f"stop the nested container {name}",
        do=("docker", "stop", "--time", "5", name),
        holds=("sh", "-c", f"! docker ps --format '{{{{.Names}}}}' | grep -qx {quote(name)}"),
        undo=("docker", "start", name),
        touches=f"docker:{name}",
    )
