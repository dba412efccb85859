"""Backup jobs of the cluster, what they cover, and what lies on the backup storage (pve-manager, API2/Backup.pm and API2/BackupInfo).

State: ``jobs.json`` (vzdump jobs as the API lists them), ``storage.json``, ``nodes/NODE/vzdump.conf``; a PBS storage shows the snapshots of the lab's own PBS.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from lab.services import http, pve_conf
from lab.services.pve_call import Call, refuse, refuse_parameters
from lab.services.pve_guests import Guest, guests

NUMBERS = {"enabled", "all", "stdexcludes", "repeat-missed", "quiet", "protected", "remove"}
SELECTORS = {"vmid": {"all", "exclude", "pool"}, "all": {"vmid", "pool"}, "pool": {"vmid", "all", "exclude"}}


def _read(call: Call) -> list[dict[str, Any]]:
    return list(json.loads((call.state / "jobs.json").read_text()))


def _find(call: Call, name: str) -> dict[str, Any]:
    for job in _read(call):
        if job["id"] == name:
            return job
    raise refuse_parameters(id=f"No such job '{name}'")


def jobs(call: Call) -> Any:
    call.need("/", "Sys.Audit")
    return _read(call)


def job(call: Call, name: str) -> Any:
    call.need("/", "Sys.Audit")
    return _find(call, name)


def update(call: Call, name: str) -> Any:
    """Only the given keys change; one way to select guests drops the others."""
    call.need("/", "Sys.Modify")
    found = _find(call, name)
    new = {key: _value(key, value) for key, value in call.params.items() if key != "delete"}
    storage = str(new.get("storage", found.get("storage")))
    call.need(f"/storage/{storage}", "Datastore.Allocate")
    gone = {key for key in re.split(r"[,; ]+", call.text("delete")) if key}
    gone |= {key for chosen in new.keys() & SELECTORS.keys() for key in SELECTORS[chosen] - new.keys()}
    merged = {key: value for key, value in {**found, **new}.items() if key not in gone}
    http.put(call.state / "jobs.json", json.dumps([merged if job["id"] == name else job for job in _read(call)], indent=1))
    http.record(call.state, call.request, call.params.keys())
    return None


def _value(key: str, value: str | list[str]) -> Any:
    if key == "exclude-path":
        return [value] if isinstance(value, str) else value
    text = value if isinstance(value, str) else value[-1]
    if key == "prune-backups":
        return dict(part.split("=", 1) for part in text.split(","))
    return int(text) if key in NUMBERS else text


def _covers(job: dict[str, Any], guest: Guest) -> bool:
    if job.get("node") not in {None, guest.node} or "pool" in job:
        return False
    if job.get("all"):
        return str(guest.vmid) not in str(job.get("exclude", "")).split(",")
    return str(guest.vmid) in str(job.get("vmid", "")).split(",")


def included_volumes(call: Call, name: str) -> Any:
    """The server's own answer to what a job covers, guest by guest and volume by volume."""
    call.need("/", "Sys.Audit")
    found = _find(call, name)
    return {"children": [_tree(guest) for guest in guests(call) if _covers(found, guest)]}


def _tree(guest: Guest) -> dict[str, Any]:
    volumes = {key: value for key, value in sorted(guest.options.items()) if key == "rootfs" or re.fullmatch(r"mp\d+", key)}
    leaves = [_leaf(guest, key, value) for key, value in volumes.items()]
    return {
        "id": guest.vmid,
        "type": guest.kind,
        "name": guest.options.get("hostname", guest.options.get("name", "")),
        "leaf": 0,
        "children": leaves,
    }


def _leaf(guest: Guest, key: str, value: str) -> dict[str, Any]:
    name, *flags = value.split(",")
    reason = "rootfs" if key == "rootfs" else "not a volume" if name.startswith("/") else "enabled" if "backup=1" in flags else "disabled"
    return {"id": f"{guest.vmid}:{key}", "name": name, "included": int(reason in {"rootfs", "enabled"}), "reason": reason, "leaf": 1}


def not_backed_up(call: Call) -> Any:
    call.need("/", "Sys.Audit")
    live = [job for job in _read(call) if job.get("enabled", 1)]
    bare = [guest for guest in guests(call) if not any(_covers(job, guest) for job in live)]
    return [
        {"vmid": guest.vmid, "type": guest.kind, "name": guest.options.get("hostname", guest.options.get("name", ""))} for guest in bare
    ]


def defaults(call: Call, node: str) -> Any:
    """Node-wide settings of vzdump.conf; its exclude-path is joined by commas."""
    storage = call.text("storage", "local")
    call.need(f"/storage/{storage}", "Datastore.Audit", "Datastore.AllocateSpace")
    file = call.state / "nodes" / node / "vzdump.conf"
    return dict(pve_conf.parse(file.read_text())[""]) if file.exists() else {}


def storages(call: Call) -> list[dict[str, Any]]:
    kept = json.loads((call.state / "storage.json").read_text())
    return [storage for storage in kept if call.may(f"/storage/{storage['storage']}", "Datastore.Audit", "Datastore.AllocateSpace")]


def content(call: Call, _: str, storage: str) -> Any:
    """Backups on one storage, those of one guest when ``vmid`` is given."""
    call.need(f"/storage/{storage}", "Datastore.Audit", "Datastore.AllocateSpace")
    kept = {entry["storage"]: entry for entry in json.loads((call.state / "storage.json").read_text())}
    if storage not in kept:
        raise refuse(500, f"storage '{storage}' does not exist")
    if kept[storage]["type"] != "pbs" or call.text("content", "backup") != "backup":
        return []
    stores = json.loads((call.lab.service("pbs") / "datastores.json").read_text())
    snapshots = stores[kept[storage]["datastore"]].get(kept[storage]["namespace"], [])
    return [_volume(storage, snapshot) for snapshot in snapshots if call.text("vmid", snapshot["backup-id"]) == snapshot["backup-id"]]


def _volume(storage: str, snapshot: dict[str, Any]) -> dict[str, Any]:
    taken = datetime.fromtimestamp(snapshot["backup-time"], UTC)
    name = f"{storage}:backup/{snapshot['backup-type']}/{snapshot['backup-id']}/{taken:%Y-%m-%dT%H:%M:%SZ}"
    checked = {"verification": snapshot["verification"]} if "verification" in snapshot else {}
    return {
        "volid": name, "content": "backup", "format": "pbs-ct", "subtype": "lxc", "vmid": int(snapshot["backup-id"]),
        "ctime": snapshot["backup-time"], "size": snapshot["size"], "notes": snapshot["comment"], **checked,
    }  # fmt: skip
