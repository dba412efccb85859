"""Repairs of what publishes the agents host ahead of its decision: AoE servers and tunnels are stopped."""

from __future__ import annotations

from typing import Any

from remediations import jobs
from remediations.changes import Change
from remediations.fix import Offences, fix


@fix("disruptive", touches=(*jobs.PLACES, "process:*"))
def stop_publishing(offences: Offences) -> list[Change]:
    """Units are stopped and removed, lines of cron commented out, containers and stray processes ended."""
    found = [one for offence in offences for one in offence.data["found"]]
    units = {one["unit"] for one in found if one["kind"] == "unit"}
    return list(dict.fromkeys(change for one in found for change in _without(one, units)))


def _without(one: dict[str, Any], units: set[str]) -> list[Change]:
    """A process of a unit that is stopped anyway needs nothing of its own."""
    match one["kind"]:
        case "unit":
            return jobs.without_unit(one["unit"], one["where"], one["user"] or None)
        case "cron":
            return jobs.without_line(one["where"], one["line"], one["digest"])
        case "container":
            return jobs.without_container(one["where"])
        case "process" if one["unit"] not in units:
            return jobs.without_process(one["where"].removeprefix("process "), one["what"])
    return []
