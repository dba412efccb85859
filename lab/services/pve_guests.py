"""Guests of the cluster as Proxmox VE shows and changes them; the files are the ones from which the lab starts its containers.

State: ``nodes.json`` (node -> online), ``nodes/NODE/lxc/ID.conf`` and ``nodes/NODE/qemu-server/ID.conf``, and ``stopped`` with the ids of guests that do not run.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab import containers
from lab.homelab import VMIDS
from lab.services import pve_conf
from lab.services.pve_call import Call, refuse, refuse_parameters

HOT = {"description", "onboot", "startup", "protection", "hostname", "cores", "tags", "lock", "swap", "memory", "cpulimit", "cpuunits"}
RIGHTS = {
    **dict.fromkeys(("cores", "cpulimit", "cpuunits"), "VM.Config.CPU"),
    **dict.fromkeys(("memory", "swap"), "VM.Config.Memory"),
    **dict.fromkeys(("hostname", "nameserver", "searchdomain", "net"), "VM.Config.Network"),
    **dict.fromkeys(("rootfs", "mp", "unused"), "VM.Config.Disk"),
    "features": "VM.Allocate",
}
SETTABLE = {
    "arch", "cmode", "console", "cores", "cpulimit", "cpuunits", "debug", "delete", "description", "dev", "digest", "entrypoint", "env",
    "features", "hookscript", "hostname", "lock", "memory", "mp", "nameserver", "net", "onboot", "ostype", "protection", "revert", "rootfs",
    "searchdomain", "startup", "swap", "tags", "template", "timezone", "tty", "unprivileged", "unused",
}  # fmt: skip
BOOLEANS = {"onboot", "protection", "template", "console", "debug", "unprivileged"}


HOSTS = {number: host for host, number in VMIDS.items()}


@dataclass(frozen=True, slots=True)
class Guest:
    kind: str
    node: str
    vmid: int
    file: Path

    @property
    def options(self) -> dict[str, str]:
        return pve_conf.options(pve_conf.parse(self.file.read_text())[""])


def nodes(call: Call) -> dict[str, bool]:
    return dict(json.loads((call.state / "nodes.json").read_text()))


def guests(call: Call) -> list[Guest]:
    """Every guest of the cluster, whoever asks."""
    folders = {"lxc": "lxc", "qemu-server": "qemu"}
    files = [file for file in sorted(call.state.glob("nodes/*/*/*.conf")) if file.parent.name in folders]
    return [Guest(folders[file.parent.name], file.parent.parent.name, int(file.stem), file) for file in files]


def find(call: Call, node: str, vmid: str) -> Guest:
    """One container on one node. Raises what Proxmox answers when it is not there, which is also so when it is elsewhere."""
    for guest in guests(call):
        if (guest.kind, guest.node, str(guest.vmid)) == ("lxc", node, vmid):
            return guest
    raise refuse(500, f"Configuration file 'nodes/{node}/lxc/{vmid}.conf' does not exist")


def running(call: Call, guest: Guest) -> bool:
    """A container of the lab is asked itself; a guest that exists on paper only runs unless ``stopped`` names it."""
    host = HOSTS.get(guest.vmid)
    if host and (call.lab.containers / host / "config").exists():
        return containers.running(call.lab, host)
    stopped = call.state / "stopped"
    return not (stopped.exists() and str(guest.vmid) in stopped.read_text().split())


def resources(call: Call) -> Any:
    """Guests, storages and nodes that the caller may see: a weak token gets a shorter list, not an error."""
    kind = call.text("type")
    if kind not in {"", "vm", "storage", "node", "sdn"}:
        raise refuse_parameters(type=f"value '{kind}' does not have a value in the enumeration 'vm, storage, node, sdn'")
    shown: list[dict[str, Any]] = []
    if kind in {"", "vm"}:
        shown += [_resource(call, guest) for guest in guests(call) if call.may(f"/vms/{guest.vmid}", "VM.Audit")]
    if kind in {"", "node"}:
        shown += [
            {"id": f"node/{name}", "type": "node", "node": name, "status": "online" if up else "offline"}
            for name, up in nodes(call).items()
        ]
    return shown


def _resource(call: Call, guest: Guest) -> dict[str, Any]:
    options = guest.options
    memory = int(options.get("memory", 512)) << 20
    return {
        "id": f"{guest.kind}/{guest.vmid}", "type": guest.kind, "vmid": guest.vmid, "node": guest.node,
        "name": options.get("hostname" if guest.kind == "lxc" else "name", f"CT{guest.vmid}"),
        "status": "running" if running(call, guest) else "stopped", "template": int(options.get("template", 0)),
        "maxcpu": int(options.get("cores", 2)), "maxmem": memory, "cpu": 0.01, "mem": memory // 3, "maxdisk": 17179869184, "disk": 0,
        "uptime": 86400 if running(call, guest) else 0, "netin": 1, "netout": 1, "diskread": 0, "diskwrite": 0,
        **({"tags": options["tags"]} if "tags" in options else {}), **({"lock": options["lock"]} if "lock" in options else {}),
    }  # fmt: skip


def config(call: Call, node: str, vmid: str) -> Any:
    """With ``current=1`` what is in force; without it, pending changes read as if they were, as in life."""
    guest = find(call, node, vmid)
    sections = pve_conf.parse(guest.file.read_text())
    pairs = sections[""]
    if call.text("snapshot"):
        if call.text("snapshot") not in sections:
            raise refuse(500, f"snapshot '{call.text('snapshot')}' does not exist")
        pairs = sections[call.text("snapshot")]
    elif call.text("current", "0") != "1":
        pending = pve_conf.options(sections.get(pve_conf.PENDING, []))
        gone = pve_conf.dropped(pending)
        pairs = pve_conf.changed(pairs, {key: value for key, value in pending.items() if key != "delete"}, gone)
    shown: dict[str, Any] = {key: pve_conf.typed(key, value) for key, value in pve_conf.options(pairs).items()}
    extra = pve_conf.raw(pairs)
    return {**shown, **({"lxc": extra} if extra else {}), "digest": pve_conf.digest(guest.file)}


def pending(call: Call, node: str, vmid: str) -> Any:
    """Every option with its value, what would replace it, and whether it would go; raw lines are not in it."""
    sections = pve_conf.parse(find(call, node, vmid).file.read_text())
    now, later = pve_conf.options(sections[""]), pve_conf.options(sections.get(pve_conf.PENDING, []))
    gone = pve_conf.dropped(later)
    rows = []
    for key in sorted((now.keys() | later.keys()) - {"delete"}):
        value = {"value": pve_conf.typed(key, now[key])} if key in now else {}
        wait = {"pending": pve_conf.typed(key, later[key])} if key in later else {"delete": 1} if key in gone else {}
        rows.append({"key": key, **value, **wait})
    return rows


def status(call: Call, node: str, vmid: str) -> Any:
    shown = _resource(call, find(call, node, vmid))
    return {
        **{key: value for key, value in shown.items() if key not in {"id", "node", "template", "maxcpu"}},
        "cpus": shown["maxcpu"],
        "ha": {"managed": 0},
    }


def snapshots(call: Call, node: str, vmid: str) -> Any:
    guest = find(call, node, vmid)
    taken = [name for name in pve_conf.parse(guest.file.read_text()) if name not in {"", pve_conf.PENDING}]
    current = {
        "name": "current",
        "description": "You are here!",
        "running": int(running(call, guest)),
        "digest": pve_conf.digest(guest.file),
    }
    return [*({"name": name, "description": ""} for name in taken), current]


def check_settable(call: Call, vmid: str) -> None:
    """Refuse what no token may set, in the order and words of check_ct_modify_config_perm."""
    names = [*call.params, *re.split(r"[,; ]+", call.text("delete"))]
    for name in filter(None, names):
        kind = re.sub(r"\d+$", "", name)
        if kind not in SETTABLE:
            raise refuse_parameters(**{name: "property is not defined in schema and the schema does not allow additional properties"})
        if name in BOOLEANS and call.text(name, "1") not in {"0", "1"}:
            raise refuse_parameters(**{name: f"type check ('boolean') failed - got '{call.text(name)}'"})
        if kind in {"dev", "hookscript"} or (kind == "mp" and call.text(name).startswith("/")):
            raise refuse(403, f"Permission check failed (changing {name} is only allowed for root@pam)")
        if kind == "features" and set(filter(None, call.text(name).split(","))) - {"nesting=0", "nesting=1"}:
            raise refuse(403, "Permission check failed (changing feature flags (except nesting) is only allowed for root@pam)")
        if kind not in {"delete", "digest", "revert"}:
            call.need(f"/vms/{vmid}", RIGHTS.get(kind, "VM.Config.Options"))
    if "unprivileged" in call.params:
        raise refuse(500, "unable to modify read-only option: 'unprivileged'")
