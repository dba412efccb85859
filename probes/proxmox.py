"""Proxmox VE as the auditor's token may see it. Lists leave out what a token may not see, so whoever needs all of them asks for the right first."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from probes import proxmox_api, proxmox_facts
from probes.estate import Estate
from probes.memory import Memory
from probes.proxmox_api import Api
from probes.proxmox_facts import Backup, Config, Guest, Job, Pending
from probes.sections import Proxmox as Section
from probes.unseen import Unseen

T = TypeVar("T")
SYSTEM = "Proxmox"


@dataclass(eq=False)
class Proxmox:
    """Each answer is kept for as long as this object lives, which is one pass. Every method raises Unseen."""

    section: Section
    api: Api
    _memory: Memory = field(default_factory=Memory)

    def _get(self, asked: str, kind: type[T], path: str, **parameters: Any) -> T:
        key = f"{path}?{sorted(parameters.items())}"
        return self._memory.ask(key, lambda: proxmox_api.get(self.api, asked, kind, path, **parameters))

    def anew(self) -> Proxmox:
        """The same system, asked afresh."""
        return Proxmox(self.section, self.api)

    def fixer(self) -> Api:
        """Whoever may change: the estate's repair token. Raises Unseen when it names none."""
        if self.section.fix_token_id is None or self.section.fix_token is None:
            raise Unseen("a change", SYSTEM, "the estate names no repair token (proxmox.fix_token_id, proxmox.fix_token)")
        return proxmox_api.connect(SYSTEM, "PVE", self.section, self.section.fix_token_id, self.section.fix_token)

    def need(self, asked: str, path: str, privilege: str) -> None:
        """GET /access/permissions: raise Unseen unless the token holds the privilege on a path and below it."""
        tree = self._get(asked, dict, "access/permissions")
        if not tree.get(path, {}).get(privilege):
            raise Unseen(
                asked, SYSTEM, f"the token lacks {privilege} on {path} and below, without which lists leave out what they should show"
            )

    def guests(self) -> tuple[Guest, ...]:
        """GET /cluster/resources: every guest of the cluster, containers and machines. Needs VM.Audit on /vms."""
        self.need("the guests", "/vms", "VM.Audit")
        rows = self._get("the guests", list, "cluster/resources", type="vm")
        return tuple(proxmox_facts.guest(row) for row in rows if row.get("type") in {"lxc", "qemu"})

    def container(self, vmid: int) -> Guest:
        """One container by its number, on whatever node it is."""
        for guest in self.guests():
            if guest.vmid == vmid and guest.kind == "lxc":
                return guest
        raise Unseen(f"container {vmid}", SYSTEM, "the cluster lists no container of that number")

    def config(self, vmid: int) -> Config:
        """GET .../config?current=1: what is in force, without what is pending. Needs VM.Audit on the guest."""
        node = self._node_of(vmid)
        try:
            return proxmox_facts.config(vmid, node, self.options(vmid))
        except (KeyError, ValueError) as error:
            raise Unseen(f"the configuration of {vmid}", SYSTEM, f"the answer could not be read ({error})") from error

    def options(self, vmid: int) -> dict[str, Any]:
        """The same answer as it came: options by name, ``lxc`` and ``digest``."""
        return self._get(f"the configuration of {vmid}", dict, f"nodes/{self._node_of(vmid)}/lxc/{vmid}/config", current=1)

    def _node_of(self, vmid: int) -> str:
        return self.container(vmid).node

    def pending(self, vmid: int) -> tuple[Pending, ...]:
        """GET .../pending: what waits for a restart."""
        rows = self._get(f"what is pending for {vmid}", list, f"nodes/{self._node_of(vmid)}/lxc/{vmid}/pending")
        return tuple(found for row in rows if (found := proxmox_facts.pending(row)))

    def containers(self, witness: int) -> tuple[Config, ...]:
        """The configuration of every container; ``witness`` is the number of one that has to be among them."""
        found = tuple(self.config(guest.vmid) for guest in self.guests() if guest.kind == "lxc")
        if witness not in {config.vmid for config in found}:
            raise Unseen(
                "the containers", SYSTEM, f"container {witness} is not listed, so the token may not see all (VM.Audit on /vms/{witness})"
            )
        return found

    def jobs(self) -> tuple[Job, ...]:
        """GET /cluster/backup: the vzdump jobs. Needs Sys.Audit on /."""
        rows = self._get("the backup jobs", list, "cluster/backup")
        return tuple(proxmox_facts.job(row) for row in rows if row.get("type", "vzdump") == "vzdump")

    def included(self, job: str, vmid: int) -> dict[str, tuple[bool, str]]:
        """GET /cluster/backup/ID/included_volumes: the server's own answer to what a job takes of a guest: key -> (included, reason). Empty: nothing."""
        tree = self._get(f"what job {job} covers", dict, f"cluster/backup/{job}/included_volumes")
        leaves = [leaf for guest in tree.get("children", ()) if int(guest["id"]) == vmid for leaf in guest.get("children", ())]
        return {str(leaf["id"]).partition(":")[2]: (bool(leaf["included"]), str(leaf["reason"])) for leaf in leaves}

    def unprotected(self) -> tuple[int, ...]:
        """GET /cluster/backup-info/not-backed-up: guests that no enabled job covers. Needs Sys.Audit on /."""
        return tuple(int(row["vmid"]) for row in self._get("the guests without backup", list, "cluster/backup-info/not-backed-up"))

    def node_excludes(self, node: str) -> tuple[str, ...]:
        """GET .../vzdump/defaults: paths that the node leaves out of every backup. Needs Datastore.Audit on the storage."""
        held = self._get(f"the backup defaults of {node}", dict, f"nodes/{node}/vzdump/defaults", storage=self.section.backup_storage)
        return proxmox_facts.paths(held.get("exclude-path"))

    def backups(self, vmid: int) -> tuple[Backup, ...]:
        """GET .../storage/ID/content: backups of a guest on the estate's backup storage. Needs Datastore.Audit there."""
        path = f"nodes/{self._node_of(vmid)}/storage/{self.section.backup_storage}/content"
        rows = self._get(f"the backups of {vmid}", list, path, content="backup", vmid=vmid)
        return tuple(proxmox_facts.backup(row) for row in rows if int(row.get("vmid", vmid)) == vmid)

    def ahead(self) -> None:
        with suppress(Unseen):  # asked again by whoever needs it, who then says so
            for guest in self.guests():
                if guest.kind == "lxc":
                    self.config(guest.vmid)
            self.jobs()


def connect(estate: Estate) -> Proxmox:
    """Raises Unseen when the estate does not configure Proxmox, or its token cannot be had."""
    if estate.proxmox is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    section = estate.proxmox
    return Proxmox(section, proxmox_api.connect(SYSTEM, "PVE", section, section.token_id, section.token))
