"""Changes of Proxmox VE: options of a container under their digest, backup jobs, and a restart. Looking and writing use the repair's token."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, ClassVar

from probes import proxmox_api
from probes.proxmox import SYSTEM, Proxmox
from remediations.changes import Json, Stale
from remediations.refusals import Refusal

TRIES = 3
TASK_SECONDS = 180.0


def _write(client: Proxmox, place: str, path: str, verb: str, **data: Any) -> Any:
    """A PUT or POST. Raises Stale when the configuration changed meanwhile, Refusal when it is refused."""
    import requests  # noqa: PLC0415
    from proxmoxer.core import ResourceException  # noqa: PLC0415  (costs 40 ms, so only for who asks)

    try:
        return getattr(client.fixer().resource(path), verb)(**data)
    except ResourceException as error:
        if "modified configuration" in str(error.content):
            raise Stale(str(error.content)) from error
        raise Refusal("failed", f"Proxmox refused {place}: {proxmox_api.refusal(f'{verb.upper()} /{path}', error)}") from error
    except requests.RequestException as error:
        raise Refusal("failed", f"Proxmox did not answer {verb.upper()} /{path} ({type(error).__name__})") from error


@dataclass(frozen=True, slots=True)
class SetOption:
    """An option of a container has this value in force; only options that Proxmox changes while the container runs."""

    vmid: int
    key: str
    value: str
    system: ClassVar[str] = "proxmox"

    @property
    def sentence(self) -> str:
        return f"set {self.key} of container {self.vmid} to {self.value}"

    @property
    def place(self) -> str:
        return f"proxmox:lxc/{self.vmid}/{self.key}"

    def look(self, client: Proxmox, /) -> Json:
        held = client.anew().options(self.vmid).get(self.key)
        return None if held is None else str(held)

    def want(self, seen: Json, /) -> Json:
        del seen
        return self.value

    def put(self, client: Proxmox, wanted: Json, seen: Json, /) -> None:
        """Under the digest of what was read at this moment; when somebody changed another option meanwhile, once more. Raises Stale, Refusal."""
        data = {self.key: wanted} if wanted is not None else {"delete": self.key}
        for last in range(1 - TRIES, 1):
            fresh = client.anew()
            held = fresh.options(self.vmid)
            if (None if held.get(self.key) is None else str(held[self.key])) != seen:
                raise Stale(f"{self.key} of container {self.vmid} is another now")
            path = f"nodes/{fresh.container(self.vmid).node}/lxc/{self.vmid}/config"
            try:
                _write(client, self.place, path, "put", digest=held["digest"], **data)
            except Stale:
                if not last:
                    raise
            else:
                return


@dataclass(frozen=True, slots=True)
class SetJob:
    """A field of a backup job has this value; lists are given as they are sent. Proxmox offers no digest here, so it is read again afterwards."""

    job: str
    key: str
    value: str | tuple[str, ...]
    system: ClassVar[str] = "proxmox"

    @property
    def sentence(self) -> str:
        shown = self.value if isinstance(self.value, str) else ", ".join(self.value)
        return f"set {self.key} of backup job {self.job} to {shown or 'nothing'}"

    @property
    def place(self) -> str:
        return f"proxmox:backup/{self.job}/{self.key}"

    def look(self, client: Proxmox, /) -> Json:
        rows: list[dict[str, Any]] = proxmox_api.get(client.api, self.place, list, "cluster/backup")
        held = next((row for row in rows if row["id"] == self.job), dict[str, Any]()).get(self.key)
        return held if held is None or isinstance(held, list) else str(held)

    def want(self, seen: Json, /) -> Json:
        del seen
        return self.value if isinstance(self.value, str) else list(self.value)

    def put(self, client: Proxmox, wanted: Json, seen: Json, /) -> None:
        if self.look(client) != seen:
            raise Stale(f"{self.key} of backup job {self.job} is another now")
        data = {self.key: wanted} if wanted is not None else {"delete": self.key}
        _write(client, self.place, f"cluster/backup/{self.job}", "put", **data)


@dataclass(frozen=True, slots=True)
class RestartContainer:
    """Nothing waits for a restart of the container any more: it is restarted, which ends every session in it."""

    vmid: int
    system: ClassVar[str] = "proxmox"

    @property
    def sentence(self) -> str:
        return f"restart container {self.vmid}, which brings what waits into force and ends every session (Remote Control gets a new environment URL)"

    @property
    def place(self) -> str:
        return f"proxmox:lxc/{self.vmid}/pending"

    def look(self, client: Proxmox, /) -> Json:
        return {one.key: one.pending for one in client.anew().pending(self.vmid)}

    def want(self, seen: Json, /) -> Json:
        del seen
        return {}

    def put(self, client: Proxmox, wanted: Json, seen: Json, /) -> None:
        """Ask for the restart and wait for its task. What came into force cannot be put back to waiting. Raises Refusal."""
        if wanted:
            raise Refusal(
                "stuck", f"what waited for a restart of container {self.vmid} is in force now; set it back by hand: {', '.join(wanted)}"
            )
        if self.look(client) != seen:
            raise Stale(f"something else waits for a restart of container {self.vmid} now")
        node = client.anew().container(self.vmid).node
        task = _write(client, self.place, f"nodes/{node}/lxc/{self.vmid}/status/reboot", "post")
        self._wait(client, node, str(task))

    def _wait(self, client: Proxmox, node: str, task: str) -> None:
        end = time.monotonic() + TASK_SECONDS
        api = client.fixer()
        while time.monotonic() < end:
            told = proxmox_api.get(api, f"task {task}", dict, f"nodes/{node}/tasks/{task}/status")
            if told.get("status") == "stopped":
                if told.get("exitstatus") == "OK":
                    return
                raise Refusal(
                    "failed", f"the restart of container {self.vmid} ended with {told.get('exitstatus')}; see its task log on {SYSTEM}"
                )
            time.sleep(1)
        raise Refusal("failed", f"the restart of container {self.vmid} did not end within {TASK_SECONDS:g} s")
