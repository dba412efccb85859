"""Repairs of backup jobs on the host: those that take the agents' credentials no longer run."""

from __future__ import annotations

from typing import Any

from remediations import jobs
from remediations.changes import Change
from remediations.fix import Offences, fix


@fix("disruptive", touches=jobs.PLACES)
def stop_other_backups(offences: Offences) -> list[Change]:
    """A unit is stopped and removed (a packaged one masked), a line of cron commented out, a script of cron removed, a container kept from running.

    A process that runs without any of these is a person's: it is left alone.
    """
    found = [job for offence in offences for job in offence.data["jobs"]]
    return list(dict.fromkeys(change for job in found for change in _without(job)))


def _without(job: dict[str, Any]) -> list[Change]:
    match job["kind"]:
        case "unit":
            return jobs.without_unit(job["unit"], job["where"], job["user"] or None)
        case "cron":
            return jobs.without_line(job["where"], job["line"], job["digest"])
        case "container":
            return jobs.without_container(job["where"])
    return []
