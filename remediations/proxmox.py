"""Repairs of the agents container and its backup jobs in Proxmox, as far as a token may."""

from __future__ import annotations

from typing import Any

from probes.estate import Estate
from remediations.changes import Change, WriteFile
from remediations.changes_proxmox import RestartContainer, SetJob, SetOption
from remediations.changes_running import Command
from remediations.fix import Offences, fix


@fix("safe", touches=("proxmox:lxc/*/hostname", "/etc/hostname", "host:name"), scope="proxmox")
def name_container(offences: Offences, estate: Estate) -> list[Change]:
    """The same name in Proxmox, in the kernel and in /etc/hostname; each only where it is another."""
    wrong = {who for offence in offences for who in offence.data["wrong"]}
    name = estate.agents.hostname
    kernel = Command(
        does=f"set the kernel's host name to {name}", do=("hostname", name), holds=("sh", "-c", f'[ "$(cat /proc/sys/kernel/hostname)" = {name} ]'),
        touches="host:name", leaves=True,
    )  # fmt: skip
    changes: dict[str, Change] = {
        "Proxmox": SetOption(estate.agents.vmid, "hostname", name), "/etc/hostname": WriteFile("/etc/hostname", f"{name}\n"), "the kernel": kernel,
    }  # fmt: skip
    return [change for who, change in changes.items() if who in wrong]


@fix("safe", touches=("proxmox:lxc/*/cores", "proxmox:lxc/*/memory"), scope="proxmox")
def size_container(offences: Offences, estate: Estate) -> list[Change]:
    """Cores and memory of the estate; a limit that differs inside alone is put right by the container's next restart."""
    wanted = {"cores": str(estate.agents.cores), "memory": str(estate.agents.memory_mib)}
    options = {option for offence in offences for option in offence.data["options"]}
    return [SetOption(estate.agents.vmid, option, wanted[option]) for option in sorted(options)]


@fix("safe", touches=("proxmox:lxc/*/onboot",), scope="proxmox")
def start_container_at_boot(offences: Offences, estate: Estate) -> list[Change]:
    """``onboot: 1``."""
    del offences
    return [SetOption(estate.agents.vmid, "onboot", "1")]


@fix("disruptive", touches=("proxmox:lxc/*/pending",), scope="proxmox")
def settle_container(offences: Offences, estate: Estate) -> list[Change]:
    """A restart of the whole container, last of all that is done."""
    del offences
    return [RestartContainer(estate.agents.vmid)]


@fix("safe", touches=("proxmox:backup/**",), scope="proxmox")
def back_up_container(offences: Offences, estate: Estate) -> list[Change]:
    """The smallest change that makes one job to the backup storage take the container: enable it, no longer leave it out, or name it."""
    assert estate.proxmox
    jobs = [job for offence in offences for job in offence.data["jobs"] if job["storage"] == estate.proxmox.backup_storage]
    found = [changes for job in jobs if (changes := _covering(job, str(estate.agents.vmid), estate.proxmox.node)) is not None]
    return min(found, key=len, default=[])


def _covering(job: dict[str, Any], vmid: str, node: str) -> list[Change] | None:
    """What makes this job cover the container; None for a job by pool, whose members are somebody else's decision."""
    if job["pool"]:
        return None
    changes: list[Change] = [] if job["enabled"] else [SetJob(job["id"], "enabled", "1")]
    if job["node"] not in {None, node}:
        changes.append(SetJob(job["id"], "node", node))
    if job["everybody"] and vmid in job["excluded"]:
        changes.append(SetJob(job["id"], "exclude", ",".join(one for one in job["excluded"] if one != vmid)))
    if not job["everybody"] and vmid not in job["vmids"]:
        changes.append(SetJob(job["id"], "vmid", ",".join([*job["vmids"], vmid])))
    return changes


@fix("safe", touches=("proxmox:backup/*/exclude-path",), scope="proxmox")
def list_exclusions(offences: Offences, estate: Estate) -> list[Change]:
    """The estate's list on the job that is the container's alone; a job with others is left, since its paths would strip them too."""
    assert estate.pbs
    jobs = [job for offence in offences for job in offence.data.get("jobs", ()) if job["alone"]]
    return [SetJob(job["id"], "exclude-path", tuple(estate.pbs.excluded)) for job in jobs]
