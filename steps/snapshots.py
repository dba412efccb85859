"""Snapshots of the agents container: a job takes them, they are fresh, and they say what they leave out."""

from __future__ import annotations

import time
from dataclasses import dataclass

from pytest_bdd import given, then

from probes.estate import Estate
from probes.pbs import Pbs, Snapshot
from probes.proxmox import Proxmox
from probes.proxmox_facts import Backup, Config, Job
from probes.unseen import Unseen
from steps.outcomes import Violation

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Jobs:
    """Every vzdump job, with what the server says each takes of the agents container: volume -> (included, reason)."""

    all: tuple[Job, ...]
    taken: dict[str, dict[str, tuple[bool, str]]]
    node: str

    def covering(self, storage: str) -> list[Job]:
        """Enabled jobs to this storage that take the container's root on its own node."""
        here = [job for job in self.all if job.enabled and job.storage == storage and job.node in {None, self.node}]
        return [job for job in here if self.taken[job.id].get("rootfs", (False, ""))[0]]


@given("the backup jobs of the cluster", target_fixture="jobs")
def the_jobs(proxmox: Proxmox, estate: Estate) -> Jobs:
    """GET /cluster/backup and each job's included_volumes, which is the server's own answer; without Sys.Audit on / both are refused."""
    jobs = proxmox.jobs()
    taken = {job.id: proxmox.included(job.id, estate.agents.vmid) for job in jobs}
    return Jobs(jobs, taken, proxmox.container(estate.agents.vmid).node)


@then("an enabled one to the estate's storage covers the agents container")
def covered(jobs: Jobs, estate: Estate, proxmox: Proxmox) -> None:
    """Some enabled job to the backup storage takes the root volume, and the server does not list the container among those without backup."""
    vmid, storage = estate.agents.vmid, proxmox.section.backup_storage
    bare = vmid in proxmox.unprotected()
    if jobs.covering(storage) and not bare:
        return
    near = "; ".join(_why(job, jobs, storage) for job in jobs.all) or "there is no job"
    raise Violation(f"no enabled backup job to {storage} covers container {vmid}: {near}", jobs=[_offence(job, jobs) for job in jobs.all])


def _why(job: Job, jobs: Jobs, storage: str) -> str:
    reasons = [
        (not jobs.taken[job.id], "does not take it"),
        (not job.enabled, "is disabled"),
        (job.storage != storage, f"goes to {job.storage}"),
        (job.node not in {None, jobs.node}, f"runs on {job.node} alone"),
    ]
    return f"{job.id} {', '.join(words for holds, words in reasons if holds) or 'takes it'}"


def _offence(job: Job, jobs: Jobs) -> dict[str, object]:
    facts = {"id": job.id, "enabled": job.enabled, "storage": job.storage, "node": job.node, "everybody": job.everybody, "pool": job.pool}
    return {**facts, "vmids": list(job.vmids), "excluded": list(job.excluded), "takes": bool(jobs.taken[job.id])}


@dataclass(frozen=True, slots=True)
class Taken:
    """Snapshots of the container: in the estate's namespace and, by name, in others; and as Proxmox lists them."""

    snapshots: tuple[Snapshot, ...]
    elsewhere: dict[str, int]
    backups: tuple[Backup, ...]
    namespace: str


@given("the snapshots of the agents container as PBS and as Proxmox list them", target_fixture="taken")
def the_snapshots(pbs: Pbs, proxmox: Proxmox, estate: Estate) -> Taken:
    """PBS in every namespace of the datastore, Proxmox on its backup storage; any group in the estate's namespace is the witness for the token."""
    vmid, own = estate.agents.vmid, pbs.section.namespace
    if own in pbs.namespaces() and not pbs.groups():
        raise Unseen("the snapshots", "PBS", f"namespace {own or '(root)'} shows no group at all, so the token may not see them")
    others = {name: len(pbs.snapshots(vmid, name)) for name in pbs.namespaces() if name != own}
    here = pbs.snapshots(vmid, own) if own in pbs.namespaces() else ()
    return Taken(here, {name: count for name, count in others.items() if count}, proxmox.backups(vmid), own)


@then("the newest is younger than the estate's hours, whole, and not failed in verification")
def fresh(taken: Taken, estate: Estate) -> None:
    """backup-time against this machine's clock; manifest and archive are there; a verification that was never made is no failure."""
    if not taken.snapshots:
        astray = ", ".join(f"{count} in {name or 'the root namespace'}" for name, count in taken.elsewhere.items())
        raise Violation(
            f"PBS has no snapshot of container {estate.agents.vmid} in {taken.namespace or 'its root namespace'}{f', but {astray}' if astray else ''}"
        )
    newest = taken.snapshots[-1]
    age = (time.time() - newest.taken) / HOUR
    faults = [
        (age > estate.limits.backup_hours, f"is {age:.0f} hours old, more than {estate.limits.backup_hours:g}"),
        (age < -1, f"lies {-age:.0f} hours in the future"),
        (not newest.whole, "lacks its manifest or its archive"),
        (newest.state == "failed", "failed its verification"),
    ]
    if said := [words for wrong, words in faults if wrong]:
        raise Violation(f"the newest snapshot of container {estate.agents.vmid} {', '.join(said)}")


@then("both list the same newest one")
def agreed(taken: Taken, estate: Estate) -> None:
    """The newest time is the same to the second on PBS and on Proxmox's storage, which looks into one namespace."""
    newest = max((backup.taken for backup in taken.backups), default=None)
    if newest is None or int(newest) != int(taken.snapshots[-1].taken):
        said = "none" if newest is None else time.strftime("one of %Y-%m-%d %H:%M", time.gmtime(newest))
        theirs = time.strftime("%Y-%m-%d %H:%M", time.gmtime(taken.snapshots[-1].taken))
        raise Violation(f"PBS's newest snapshot of container {estate.agents.vmid} is of {theirs}, Proxmox lists {said} (UTC)")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the covering jobs and the node leave out of the container."""

    config: Config
    jobs: tuple[Job, ...]
    excluded: frozenset[str]


@given("the agents container as the cluster backs it up", target_fixture="policy")
def the_policy(proxmox: Proxmox, estate: Estate) -> Policy:
    """Its mount points in force, and the excluded paths of every job that covers it united with the node's own; some job has to cover it."""
    jobs = the_jobs(proxmox, estate)
    covering = jobs.covering(proxmox.section.backup_storage)
    if not covering:
        raise Unseen("what backups leave out", "Proxmox", f"no enabled job covers container {estate.agents.vmid}")
    node = proxmox.node_excludes(jobs.node)
    return Policy(
        proxmox.config(estate.agents.vmid), tuple(covering), frozenset(path for job in covering for path in job.paths).union(node)
    )


@then("each of its mount points says whether it is backed up")
def said(policy: Policy) -> None:
    """Every mpN that is a volume has ``backup=0`` or ``backup=1``; without either it is silently left out."""
    silent = [volume for volume in policy.config.mounts if volume.storage and volume.backup is None]
    if silent:
        told = ", ".join(f"{volume.key} ({volume.source} at {volume.target})" for volume in silent)
        raise Violation(f"nothing says whether {told} of container {policy.config.vmid} is backed up, so it is not")


@then("the paths left out are the estate's list")
def listed(policy: Policy, estate: Estate) -> None:
    """Job and node exclusions together equal the estate's ``pbs.excluded``, path by path, a trailing slash aside."""
    if estate.pbs is None:
        raise Unseen("the list of what backups leave out", "the estate", "it does not configure PBS")
    wanted = {path.rstrip("/") for path in estate.pbs.excluded}
    found = {path.rstrip("/") for path in policy.excluded}
    parts = [("also leave out", sorted(found - wanted)), ("do not leave out", sorted(wanted - found))]
    if told := [f"{words} {', '.join(paths)}" for words, paths in parts if paths]:
        jobs = ", ".join(job.id for job in policy.jobs)
        raise Violation(
            f"backups of container {policy.config.vmid} ({jobs}) {'; they '.join(told)}",
            jobs=[
                {"id": job.id, "paths": list(job.paths), "alone": not job.everybody and job.vmids == (str(policy.config.vmid),)}
                for job in policy.jobs
            ],
        )
