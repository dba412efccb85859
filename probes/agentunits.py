"""Reads which agent units a host has - services, what timers start, templates, user units - and whom each alerts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from probes import unitfile
from probes.estate import Estate
from probes.masks import script
from probes.question import Question
from probes.unitfile import File
from probes.units import Unit

USER = "/systemd/user/"


@dataclass(frozen=True, slots=True)
class AgentUnit:
    """One agent unit. ``kind`` is service, template or user; ``by`` the unit that starts it, or "itself"; ``unit`` what is known of it."""

    kind: str
    by: str
    unit: Unit


def agent_units(estate: Estate) -> Question[tuple[AgentUnit, ...]]:
    """All units whose names the estate counts as agents', the daemon's own among them. Masked and missing ones are left out."""
    agents = estate.agents
    patterns = " ".join(dict.fromkeys((*agents.agent_units, agents.unit.rpartition(".")[0])))
    return Question("the agent units", script("agentunits", patterns=patterns, home=str(agents.home), alert=agents.alert_unit), read)


def ahead(estate: Estate) -> tuple[Question[tuple[AgentUnit, ...]], ...]:
    return (agent_units(estate),)


def read(told: str) -> tuple[AgentUnit, ...]:
    """Raises ValueError when a line is not as the script prints it."""
    loaded = [line.split() for line in told.splitlines() if line.startswith("S ")]
    services = [
        AgentUnit("service", by, Unit(name, "as loaded", on_failure=tuple(rest))) for _, name, by, load, *rest in loaded if load == "loaded"
    ]
    alerting = any(line.startswith("A ") for line in told.splitlines())
    return (*services, *_from_files(told, alerting=alerting))


def _from_files(told: str, *, alerting: bool) -> tuple[AgentUnit, ...]:
    files: dict[str, list[File]] = {}
    for block in re.split(r"^F ", told, flags=re.MULTILINE)[1:]:
        head, *text = [line for line in block.splitlines() if not line.startswith("A ")]
        name, _, path = head.partition(" ")
        files.setdefault(f"{USER in path} {name}", []).append(File(path, "\n".join(text)))
    return tuple(_from_file(key.partition(" ")[2], found, alerting=alerting) for key, found in files.items())


def _from_file(name: str, files: list[File], *, alerting: bool) -> AgentUnit:
    """A template is judged by a made-up instance, since its alert names %n or %i; a user unit alerts nobody whom its own manager does not have."""
    user = USER in files[0].path
    unit = unitfile.unit(name.replace("@.", "@instance."), files)
    if user and not alerting:
        unit = replace(unit, on_failure=())
    return AgentUnit("user" if user else "template", files[0].path, unit)
