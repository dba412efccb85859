"""Proxmox Backup Server: which snapshots of a guest there are, in which namespace, and whether they are whole. Source: PBS API viewer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from probes import proxmox_api
from probes.estate import Estate
from probes.memory import Memory
from probes.proxmox_api import Api
from probes.sections import Pbs as Section
from probes.unseen import Unseen

SYSTEM = "PBS"
MANIFEST = "index.json.blob"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``taken`` in seconds since the epoch; ``whole``: it has its manifest and an archive; ``state`` of its verification, None for never verified."""

    namespace: str
    taken: float
    whole: bool
    state: str | None


@dataclass(eq=False)
class Pbs:
    """Each answer is kept for as long as this object lives, which is one pass. Every method raises Unseen."""

    section: Section
    api: Api
    _memory: Memory = field(default_factory=Memory)

    def _list(self, asked: str, path: str, **parameters: Any) -> list[Any]:
        return self._memory.ask(f"{path}?{sorted(parameters.items())}", lambda: proxmox_api.get(self.api, asked, list, path, **parameters))

    @property
    def _store(self) -> str:
        return f"admin/datastore/{self.section.datastore}"

    def namespaces(self) -> tuple[str, ...]:
        """GET .../namespace: all of the datastore, the root one as an empty name. Needs Datastore.Audit on it."""
        return tuple(str(row["ns"]) for row in self._list("the namespaces", f"{self._store}/namespace"))

    def groups(self) -> int:
        """How many groups the estate's namespace holds: the witness that the token sees them."""
        return len(self._list("the backup groups", f"{self._store}/groups", ns=self.section.namespace))

    def snapshots(self, vmid: int, namespace: str) -> tuple[Snapshot, ...]:
        """GET .../snapshots of one container in one namespace, oldest first."""
        wanted = {"ns": namespace, "backup-type": "ct", "backup-id": str(vmid)}
        rows = self._list(f"the snapshots of {vmid}", f"{self._store}/snapshots", **wanted)
        return tuple(sorted((_snapshot(namespace, row) for row in rows), key=lambda snapshot: snapshot.taken))

    def ahead(self) -> None:
        with suppress(Unseen):  # asked again by whoever needs it, who then says so
            self.groups()


def _snapshot(namespace: str, row: dict[str, Any]) -> Snapshot:
    names = {file["filename"] if isinstance(file, dict) else str(file) for file in row.get("files", ())}
    whole = MANIFEST in names and any(".pxar" in name for name in names)
    return Snapshot(namespace, float(row["backup-time"]), whole, (row.get("verification") or {}).get("state"))


def connect(estate: Estate) -> Pbs:
    """Raises Unseen when the estate does not configure PBS, or its token cannot be had."""
    if estate.pbs is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    section = estate.pbs
    return Pbs(section, proxmox_api.connect(SYSTEM, "PBS", section, section.token_id, section.token))
