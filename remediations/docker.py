"""Puts Docker right: the container's own daemon, reached by its own socket alone, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import Any

from probes.estate import Estate
from remediations.changes import Change, DropAssignments, DropJsonKeys, Syntax
from remediations.changes_running import Command, UnitAction, UnsetManager
from remediations.exports import ended
from remediations.fix import Offences, fix
from remediations.systemd import all_of, any_of, drop_in, restarted

UNITS = ("unit:*", "/etc/systemd/system/**")
CLIENTS = ("/etc/environment", "/etc/**", "/home/**", "/root/.docker/**", "manager:*")
SERVICE, SOCKET = "docker.service", "docker.socket"


@fix("disruptive", touches=(*UNITS, *CLIENTS))
def run_own_docker(offences: Offences, estate: Estate) -> list[Change]:
    """The daemon enabled and started, and whatever leads clients elsewhere taken out. A socket mounted from elsewhere is a person's."""
    masked = any(offence.data.get("unit_file") == "masked" for offence in offences)
    changes: list[Change] = [UnitAction("unmask", name) for name in (SERVICE, SOCKET) if masked]
    if any_of(offences, "stopped"):
        changes += [UnitAction(verb, name) for name in (SOCKET, SERVICE) for verb in ("enable", "start")]
    elif any_of(offences, "unready"):
        changes += [UnitAction("enable", name) for name in (SOCKET, SERVICE)]
    stray = [row for offence in offences for row in offence.data.get("endpoints", ())]
    changes += [change for row in stray for change in _led_back(row)]
    if any(estate.agents.unit in row["where"] for row in stray):
        changes += [drop_in(estate.agents.unit, "docker", "UnsetEnvironment=DOCKER_HOST DOCKER_CONTEXT"), *restarted(estate.agents.unit)]
    return list(dict.fromkeys(changes))


def _led_back(row: dict[str, str]) -> Iterator[Change]:
    where, name = row["where"], row["name"]
    if where == "systemd's manager":
        yield UnsetManager(name)
    elif where.endswith("/config.json"):
        yield DropJsonKeys(where, (("currentContext",),))
    elif where.startswith("/"):
        yield DropAssignments(where, (name,), _syntax(where))


def _syntax(path: str) -> Syntax:
    if path.endswith(("/pam_env.conf", "/.pam_environment")):
        return "pam"
    if path == "/etc/environment" or "/environment.d/" in path or "/etc/default/" in path or path.endswith("/.ssh/environment"):
        return "environment"
    return "shell"


@fix("disruptive", touches=(*UNITS, "/etc/docker/daemon.json", "/etc/default/docker", "/proc/*"))
def close_docker_tcp(offences: Offences) -> list[Change]:
    """The daemon is told of its socket alone, and started anew; relays are stopped."""
    told = [row["where"] for row in all_rows(offences, "configured")]
    changes = [change for where in dict.fromkeys(told) for change in _untold(where)]
    if any(_of_unit(where) for where in told):
        argv = next(offence.data["command"] for offence in offences if offence.data.get("command"))
        changes += [drop_in(SERVICE, "hosts", "ExecStart=", f"ExecStart={argv}")]
    for relay in all_rows(offences, "relays"):
        changes += _relay_stopped(relay)
    if any_of(offences, "configured") or any_of(offences, "listening"):
        changes += [UnitAction("stop", SERVICE), UnitAction("daemon-reload"), UnitAction("restart", SOCKET), UnitAction("restart", SERVICE)]
    return changes


def all_rows(offences: Offences, key: str) -> list[dict[str, Any]]:
    return [row for offence in offences for row in offence.data.get(key, ())]


def _of_unit(where: str) -> bool:
    return f"{SERVICE}" in where


def _untold(where: str) -> Iterator[Change]:
    if where.endswith(".json"):
        yield DropJsonKeys(where, (("hosts",),))
    elif SOCKET in where:
        yield drop_in(SOCKET, "hosts", "ListenStream=", "ListenStream=/run/docker.sock", section="Socket")
    elif where.startswith("/etc/default/"):
        yield DropAssignments(where, ("DOCKER_OPTS",), "environment")


def _relay_stopped(relay: dict[str, Any]) -> list[Change]:
    if relay["unit"].endswith(".service"):
        return [UnitAction("disable", relay["unit"]), UnitAction("stop", relay["unit"])]
    return [ended(relay["pid"], relay["program"])]


@fix("disruptive", touches=(*UNITS, "/home/*/.config/agent-of-empires/**", "/home/*/*/.agent-of-empires/**", "/proc/*"))
def do_without_docker(offences: Offences) -> list[Change]:
    """The recorded fallback: daemon and socket stopped and disabled, AoE no longer told to use Docker."""
    units = all_of(offences, "units")
    changes: list[Change] = [UnitAction(verb, unit) for unit in sorted(units, reverse=True) for verb in ("disable", "stop")]
    changes += [ended(row["pid"], row["program"]) for row in all_rows(offences, "daemons") if row["unit"] != SERVICE]
    return changes + [
        _unboxed(place) for place in all_of(offences, "sandboxing") if place.endswith("/config.toml") and "codex" not in place
    ]


def _unboxed(file: str) -> Command:
    section, key = r"/^\[sandbox\]/,/^\[[^s]/", r"^\([[:space:]]*enabled_by_default[[:space:]]*=[[:space:]]*\)"
    return Command(
        f"let AoE start without its Docker sandbox in {file}",
        do=("sed", "-i", rf"{section}s/{key}true/\1false/", file),
        holds=("sh", "-c", f"! sed -n '{section}p' {quote(file)} | grep -q '{key}true'"),
        undo=("sed", "-i", rf"{section}s/{key}false/\1true/", file),
        touches=file,
    )
