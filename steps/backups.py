"""Backup tools on the agents host itself: none of them takes its credentials."""

from __future__ import annotations

from dataclasses import asdict

from pytest_bdd import given, then
from testinfra.host import Host

from probes.backups import Job, Jobs, of_agents
from probes.estate import Estate
from probes.question import ask
from probes.unseen import Unseen
from steps.outcomes import Violation


@given("the backup jobs on the agents host", target_fixture="jobs")
def the_jobs(agents: Host, estate: Estate) -> Jobs:
    """Whatever runs a backup or copying tool: units of the system and of users, crontabs, at jobs, processes, containers, and the scripts they call.

    The unit files that were read are the witness.
    """
    found = ask(agents, of_agents(estate))
    if not found.looked:
        raise Unseen("the backup jobs", "agents", "no unit file could be read")
    return found


@then("none of them takes a credential directory of the agents")
def none_takes(jobs: Jobs) -> None:
    """No path that a job names is at, above or below ~/.claude or ~/.codex, unless its exclusions leave those out.

    A job whose tool keeps its list where nobody looked leaves the row unseen, unless another job settles it.
    """
    found = [job for job in jobs.jobs if job.places]
    if found:
        raise Violation("; ".join(map(_told, found)), jobs=[asdict(job) for job in found])
    blind = [f"{job.tool} in {job.where}" for job in jobs.jobs if job.blind]
    if blind:
        raise Unseen("what every backup job takes", "agents", f"its list was not found: {', '.join(blind)}")


def _told(job: Job) -> str:
    where = f"container {job.where}" if job.kind == "container" else f"line {job.line} of {job.where}" if job.line else job.where
    return f"{job.tool} in {where} takes {', '.join(job.places)}"
