"""Repairs of the agents container and its backup jobs in Proxmox, as far as a token may."""

from __future__ import annotations

from typing import Any

from probes.estate import Estate
from probes.sections import Proxmox
from remediations.changes import Change, WriteFile
from remediations.changes_proxmox import RestartContainer, SetJob, SetOption
from remediations.changes_running import Command, UnitAction
from remediations.fix import Offences, fix

PENDING = "proxmox:lxc/*/pending"
"""A value that is set takes the place of one of the same option that waited for a restart; which of the two it was is not put back."""


@fix("safe", touches=("proxmox:lxc/*/hostname", PENDING, "/etc/hostname", "host:name", "unit:*"), scope="proxmox")
def name_container(offences: Offences, estate: Estate) -> list[Change]:
    """The same name in Proxmox, in the kernel and in /etc/hostname; each only where it is another. Units that name the host were read with its old name."""
    wrong = {who for offence in offences for who in offence.data["wrong"]}
    name = estate.agents.hostname
    kernel = Command(
        does=f"set the kernel's host name to {name}", do=("hostname", name), holds=("sh", "-c", f'[ "$(cat /proc/sys/kernel/hostname)" = {name} ]'),
        touches="host:name", leaves=True,
    )  # fmt: skip
    changes: dict[str, Change] = {
        "Proxmox": SetOption(estate.agents.vmid, "hostname", name), "/etc/hostname": WriteFile("/etc/hostname", f"{name}\n"), "the kernel": kernel,
    }  # fmt: skip
    reread = [UnitAction("daemon-reload")] if "the kernel" in wrong else []
    return [*(change for who, change in changes.items() if who in wrong), *reread]


@fix("safe", touches=("proxmox:lxc/*/cores", "proxmox:lxc/*/memory", PENDING), scope="proxmox")
def size_container(offences: Offences, estate: Estate) -> list[Change]:
    """Cores and memory of the estate; a limit that differs inside alone is put right by the container's next restart."""
    wanted = {"cores": str(estate.agents.cores), "memory": str(estate.agents.memory_mib)}
    options = {option for offence in offences for option in offence.data["options"]}
    return [SetOption(estate.agents.vmid, option, wanted[option]) for option in sorted(options)]


@fix("safe", touches=("proxmox:lxc/*/onboot", PENDING), scope="proxmox")
def start_container_at_boot(offences: Offences, estate: Estate) -> list[Change]:
    """``onboot: 1``."""
    del offences
    return [SetOption(estate.agents.vmid, "onboot", "1")]


@fix("disruptive", touches=("proxmox:lxc/*", "unit:*"), scope="proxmox")
def settle_container(offences: Offences, estate: Estate) -> list[Change]:
    """A restart of the whole container, last of all that is done."""
    del offences
    return [RestartContainer(estate.agents.vmid)]


@fix("safe", touches=("proxmox:backup/**",), scope="proxmox")
def back_up_container(offences: Offences, estate: Estate) -> list[Change]:
    """The smallest change that makes a job take the container; a job that names its guests comes before one for everybody, which leaves out other paths."""
    assert estate.proxmox
    ways = [
        (bool(job["everybody"]), len(changes), changes)
        for offence in offences
        for job in offence.data["jobs"]
        if (changes := _covering(job, estate.agents.vmid, estate.proxmox)) is not None
    ]
    return min(ways, key=lambda way: way[:2])[2] if ways else []


def _covering(job: dict[str, Any], vmid: int, section: Proxmox) -> list[Change] | None:
    """What makes this job cover the container. None for a job by pool, whose members are somebody else's decision, and for others' job to another storage."""
    name, alone = str(vmid), job["vmids"] == [str(vmid)]
    if job["pool"] or (job["storage"] != section.backup_storage and not alone):
        return None
    wanted: dict[str, tuple[bool, str]] = {
        "enabled": (not job["enabled"], "1"),
        "storage": (job["storage"] != section.backup_storage, section.backup_storage),
        "node": (job["node"] not in {None, section.node}, section.node),
        "exclude": (job["everybody"] and name in job["excluded"], ",".join(one for one in job["excluded"] if one != name)),
        "vmid": (not job["everybody"] and name not in job["vmids"], ",".join([*job["vmids"], name])),
    }
    return [SetJob(job["id"], key, value) for key, (wrong, value) in wanted.items() if wrong]


@fix("safe", touches=("proxmox:backup/*/exclude-path",), scope="proxmox")
def list_exclusions(offences: Offences, estate: Estate) -> list[Change]:
    """The estate's list on the job that is the container's alone; a job with others is left, since its paths would strip them too."""
    assert estate.pbs
    jobs = [job for offence in offences for job in offence.data.get("jobs", ()) if job["alone"]]
    return [SetJob(job["id"], "exclude-path", tuple(estate.pbs.excluded)) for job in jobs]
