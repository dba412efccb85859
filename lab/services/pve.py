"""Proxmox VE as the audit meets it: tokens with privileges, lists that hide what one may not see, errors in the reason phrase, optimistic locks.

Every part names its state; ``auth-delay`` makes a bad token wait as the real one does. Sources: pve-docs api-viewer, pve-http-server, pve-container.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from typing import Any

from lab.homelab import VMIDS, Homelab
from lab.services import http, proxmox_access, pve_backups, pve_changes, pve_guests
from lab.services.http import Answer, Request, as_json
from lab.services.pbs import EXCLUDED
from lab.services.pve_call import Call, refuse, refuse_parameters, unauthorised

NODE, STORAGE = "pve", "pbs-main"
AUDITOR, REMEDIATOR = "audit@pve!adr023", "remediate@pve!adr023"
CONFIGURE = ["VM.Config.Options", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.Disk", "VM.PowerMgmt", "VM.Audit"]
ROLES = {
    "PVEAuditor": ["Datastore.Audit", "Mapping.Audit", "Pool.Audit", "SDN.Audit", "Sys.Audit", "VM.Audit", "VM.GuestAgent.Audit"],
    "PVEVMAdmin": [*CONFIGURE, "VM.Allocate", "VM.Backup", "VM.Snapshot", "VM.Config.HWType", "VM.Config.Cloudinit"],
    "Adr023Configure": CONFIGURE,
    "Adr023Jobs": ["Sys.Modify", "Sys.Audit", "Datastore.Allocate", "Datastore.Audit"],
    "NoAccess": [],
}
ROOTS = ("/", "/access", "/access/groups", "/nodes", "/pool", "/sdn", "/storage", "/vms")
GZIP_FROM = 1024
OTHERS = {105: "caddy", 115: "netbird", 119: "infra-apps", 123: "pocketid", 190: "scratch"}


def seed(lab: Homelab) -> None:
    """Everything but the two files from which the lab starts its containers: those it seeds itself, maybe at this moment."""
    state = lab.service("pve")
    http.clear(state, keep={"lxc"})
    (state / "lxc").mkdir(parents=True, exist_ok=True)
    http.clear(state / "lxc", keep={f"{number}.conf" for number in VMIDS.values()})
    rights = [("/", AUDITOR, "PVEAuditor"), ("/vms/140", REMEDIATOR, "Adr023Configure"), ("/", REMEDIATOR, "Adr023Jobs")]
    proxmox_access.write(state, ROLES, {AUDITOR: lab.secret("pve-audit"), REMEDIATOR: lab.secret("pve-remediate")}, rights)
    (state / "nodes.json").write_text(json.dumps({NODE: True, "pve2": True}))
    for folder in (f"{NODE}/qemu-server", "pve2/lxc", "pve2/qemu-server"):
        (state / "nodes" / folder).mkdir(parents=True)
    (state / "nodes" / NODE / "lxc").symlink_to("../../lxc")
    for number, name in OTHERS.items():
        (state / "lxc" / f"{number}.conf").write_text(_bystander(number, name))
    (state / "jobs.json").write_text(json.dumps(_jobs(), indent=1))
    storage = [
        {"storage": "apps-pool", "type": "zfspool", "content": "rootdir,images", "pool": "rpool/apps"},
        {"storage": STORAGE, "type": "pbs", "content": "backup", "datastore": "main", "namespace": "pve"},
    ]
    (state / "storage.json").write_text(json.dumps(storage, indent=1))


def _bystander(number: int, name: str) -> str:
    options = {"arch": "amd64", "cores": 1, "features": "nesting=1", "hostname": name, "memory": 512, "onboot": 1, "ostype": "debian"}
    volumes = {"rootfs": f"apps-pool:subvol-{number}-disk-0,size=8G", "unprivileged": 1}
    return "".join(f"{key}: {value}\n" for key, value in {**options, **volumes}.items())


def _jobs() -> list[dict[str, Any]]:
    """A blanket job for everybody else, one of its own for agents, whose exclusions would strip the others."""
    shared = {"type": "vzdump", "enabled": 1, "storage": STORAGE, "mode": "snapshot", "notes-template": "{{guestname}}"}
    keep = {"prune-backups": {"keep-daily": "7", "keep-weekly": "4"}}
    return [
        {"id": "backup-blanket", "all": 1, "exclude": "140,190", "schedule": "02:30", **shared, **keep},
        {"id": "backup-agents", "vmid": "140", "schedule": "03:30", "exclude-path": list(EXCLUDED), **shared, **keep},
    ]


def serve(lab: Homelab) -> None:
    http.serve(lab, "pve", lambda request: respond(lab, request), tls=True)


def estate(lab: Homelab) -> dict[str, Any]:
    lab.secret("pve-audit")
    lab.secret("pve-remediate")
    return {
        "url": lab.url("pve", "https"), "ca": str(lab.root / "ca.pem"), "node": NODE, "backup_storage": STORAGE,
        "token_id": AUDITOR, "token": {"file": str(lab.secret_file("pve-audit"))},
        "fix_token_id": REMEDIATOR, "fix_token": {"file": str(lab.secret_file("pve-remediate"))},
    }  # fmt: skip


def respond(lab: Homelab, request: Request) -> Answer:
    access = proxmox_access.read(lab.service("pve"))
    token = _authenticate(lab, access, request)
    answer = _route(lab, access, token, request)
    if len(answer.body) > GZIP_FROM and "gzip" in request.headers.get("Accept-Encoding", ""):
        return replace(answer, body=gzip.compress(answer.body), headers=(("Content-Encoding", "gzip"),))
    return answer


def _authenticate(lab: Homelab, access: proxmox_access.Access, request: Request) -> str:
    header = request.headers.get("Authorization")
    if header is None:
        raise unauthorised("No ticket")
    token, _, secret = header.removeprefix("PVEAPIToken=").partition("=")
    if not header.startswith("PVEAPIToken=") or not access.knows(token, secret):
        proxmox_access.dawdle(lab.service("pve"))
        raise unauthorised("Authentication failed!")
    return token


def _route(lab: Homelab, access: proxmox_access.Access, token: str, request: Request) -> Answer:
    path = request.path.removeprefix("/api2/json")
    for method, pattern, privileges, allowed, answer in _ROUTES:
        if request.method == method and (found := re.fullmatch(pattern, path)):
            given = request.form() if method in {"POST", "PUT"} else request.query
            call = Call(lab, access, token, {key: values[0] if len(values) == 1 else values for key, values in given.items()}, request)
            _check(call, found.groupdict(), privileges, allowed)
            return as_json({"data": answer(call, *found.groups())})
    raise refuse(501, f"Method '{request.method} {path}' not implemented")


def _check(call: Call, named: dict[str, str], privileges: tuple[str, ...], allowed: set[str] | None) -> None:
    unknown = call.params.keys() - allowed if allowed is not None else set()
    if unknown:
        raise refuse_parameters(
            **dict.fromkeys(unknown, "property is not defined in schema and the schema does not allow additional properties")
        )
    node = named.get("node", NODE)
    known = pve_guests.nodes(call)
    if node not in known:
        raise refuse(500, f"hostname lookup '{node}' failed - failed to get address info for: {node}: Name or service not known")
    if not known[node]:
        raise refuse(595, "No route to host")
    if privileges:
        call.need(f"/vms/{named['vmid']}" if "vmid" in named else "/", *privileges)


def _version(_: Call) -> Any:
    return {"version": "9.1.3", "release": "9.1", "repoid": "0a1b2c3d4e5f6a7b"}


def _permissions(call: Call) -> Any:
    return call.access.tree(call.token, (call.text("path"),) if call.text("path") else ROOTS)


def _nodes(call: Call) -> Any:
    return [
        {"node": name, "type": "node", "id": f"node/{name}", "status": "online" if up else "offline"}
        for name, up in pve_guests.nodes(call).items()
    ]


def _firewall(_: Call) -> Any:
    return {"enable": 0}


_GUEST = "/nodes/(?P<node>[^/]+)/lxc/(?P<vmid>[0-9]+)"
_JOB = {
    "all", "bwlimit", "comment", "compress", "delete", "dow", "dumpdir", "enabled", "exclude", "exclude-path", "fleecing", "ionice", "lockwait",
    "mailnotification", "mailto", "maxfiles", "mode", "node", "notes-template", "notification-mode", "pbs-change-detection-mode", "performance",
    "pigz", "pool", "protected", "prune-backups", "quiet", "remove", "repeat-missed", "schedule", "script", "starttime", "stdexcludes", "stop",
    "stopwait", "storage", "tmpdir", "vmid", "zstd",
}  # fmt: skip
_ROUTES: tuple[tuple[str, str, tuple[str, ...], set[str] | None, Any], ...] = (
    ("GET", "/version", (), set(), _version),
    ("GET", "/access/permissions", (), {"path", "userid"}, _permissions),
    ("GET", "/nodes", (), set(), _nodes),
    ("GET", "/cluster/resources", (), {"type"}, pve_guests.resources),
    ("GET", "/cluster/firewall/options", ("Sys.Audit",), set(), _firewall),
    ("GET", f"{_GUEST}/config", ("VM.Audit",), {"current", "snapshot"}, pve_guests.config),
    (
        "PUT",
        f"{_GUEST}/config",
        ("VM.Config.Disk", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.Options"),
        None,
        pve_changes.update,
    ),
    ("GET", f"{_GUEST}/pending", ("VM.Audit",), set(), pve_guests.pending),
    ("GET", f"{_GUEST}/status/current", ("VM.Audit",), set(), pve_guests.status),
    ("GET", f"{_GUEST}/snapshot", ("VM.Audit",), set(), pve_guests.snapshots),
    ("POST", f"{_GUEST}/status/reboot", ("VM.PowerMgmt",), {"timeout"}, pve_changes.reboot),
    ("GET", "/nodes/(?P<node>[^/]+)/tasks/([^/]+)/status", (), set(), pve_changes.task),
    ("GET", "/nodes/(?P<node>[^/]+)/vzdump/defaults", (), {"storage"}, pve_backups.defaults),
    ("GET", "/nodes/(?P<node>[^/]+)/storage/([^/]+)/content", (), {"content", "vmid"}, pve_backups.content),
    ("GET", "/cluster/backup", (), set(), pve_backups.jobs),
    ("GET", "/cluster/backup/([^/]+)", (), set(), pve_backups.job),
    ("PUT", "/cluster/backup/([^/]+)", (), _JOB, pve_backups.update),
    ("GET", "/cluster/backup/([^/]+)/included_volumes", (), set(), pve_backups.included_volumes),
    ("GET", "/cluster/backup-info/not-backed-up", (), set(), pve_backups.not_backed_up),
)
