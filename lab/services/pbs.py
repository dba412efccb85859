"""Proxmox Backup Server as the audit meets it: datastores, namespaces, snapshots, and errors as plain text (proxmox-backup, rest-server).

State: ``access.json``, ``datastores.json`` (store -> namespaces -> snapshots as the API lists them) and ``schedules.json`` (prune and verify jobs).
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services import http, proxmox_access
from lab.services.http import Answer, Refused, Request, as_json, as_text
from lab.services.proxmox_access import Access

TOKEN = "audit@pbs!adr023"  # noqa: S105  (the name of a token)
STORE, NAMESPACE = "main", "pve"
EXCLUDED = ("/home/agent/.cache/", "/home/agent/.claude/", "/home/agent/.codex/")
"""What the snapshots of agents leave out: the list that job, estate and runbook repeat."""
GUESTS = (140, 131, 105, 115, 119, 123)
ROLES = {"DatastoreAudit": ["Datastore.Audit"], "DatastoreBackup": ["Datastore.Backup"], "NoAccess": []}
ROOTS = ("/", "/access", "/datastore", "/remote", "/system")


def seed(lab: Homelab) -> None:
    """Seven nights of every guest, the last one hours ago, all verified but the last."""
    state = http.fresh_state(lab, "pbs")
    proxmox_access.write(state, ROLES, {TOKEN: lab.secret("pbs-audit")}, [(f"/datastore/{STORE}", TOKEN, "DatastoreAudit")])
    snapshots = [snapshot(guest, night) for guest in GUESTS for night in range(7)]
    (state / "datastores.json").write_text(json.dumps({STORE: {"": [], NAMESPACE: snapshots}}, indent=1))
    jobs = {
        "prune": [{"id": "s-main", "store": STORE, "ns": NAMESPACE, "schedule": "daily", "keep-daily": 7, "keep-weekly": 4, "disable": False, "last-run-state": "OK"}],
        "verify": [{"id": "v-main", "store": STORE, "schedule": "weekly", "ignore-verified": True, "outdated-after": 30, "last-run-state": "OK"}],
    }  # fmt: skip
    (state / "schedules.json").write_text(json.dumps(jobs, indent=1))


def snapshot(guest: int, nights_ago: int) -> dict[str, Any]:
    """One snapshot of a container as the API lists it."""
    taken = int(time.time()) - 6 * 3600 - nights_ago * 86400
    blobs = {"pct.conf.blob": 512, "root.pxar.didx": 3_221_220_000, "catalog.pcat1.didx": 4000, "index.json.blob": 480}
    checked = (
        {"verification": {"state": "ok", "upid": "UPID:pbs:00000A1B:0000C2D3:00000001:6A000000:verify:main:root@pam:"}}
        if nights_ago
        else {}
    )
    return {
        "backup-type": "ct", "backup-id": str(guest), "backup-time": taken, "owner": "backup@pbs!pve", "protected": False, "size": sum(blobs.values()),
        "comment": f"guest {guest}", "files": [{"filename": name, "crypt-mode": "none", "size": size} for name, size in blobs.items()], **checked,
    }  # fmt: skip


def serve(lab: Homelab) -> None:
    http.serve(lab, "pbs", lambda request: respond(lab.service("pbs"), request), tls=True)


def estate(lab: Homelab) -> dict[str, Any]:
    lab.secret("pbs-audit")
    return {
        "url": lab.url("pbs", "https"), "ca": str(lab.root / "ca.pem"), "token_id": TOKEN, "token": {"file": str(lab.secret_file("pbs-audit"))},
        "datastore": STORE, "namespace": NAMESPACE, "excluded": EXCLUDED,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Call:
    state: Path
    access: Access
    token: str
    query: dict[str, str]

    def may(self, store: str, privilege: str = "Datastore.Audit") -> bool:
        return privilege in self.access.privileges(self.token, f"/datastore/{store}")

    def namespaces(self, store: str) -> Any:
        if not self.may(store):
            raise _error(403, "permission check failed")
        stores = json.loads((self.state / "datastores.json").read_text())
        if store not in stores:
            raise _error(400, f"no such datastore '{store}'")
        return stores[store]

    def snapshots(self, store: str) -> list[dict[str, Any]]:
        """Of one namespace, the root namespace when none is named."""
        namespaces, asked = self.namespaces(store), self.query.get("ns", "")
        if asked not in namespaces:
            raise _error(400, f"namespace not found: {asked}")
        wanted = {key: self.query[key] for key in ("backup-type", "backup-id") if key in self.query}
        return [snapshot for snapshot in namespaces[asked] if all(snapshot[key] == value for key, value in wanted.items())]


def respond(state: Path, request: Request) -> Answer:
    access = proxmox_access.read(state)
    scheme, _, rest = request.headers.get("Authorization", "").partition("=")
    token, _, secret = rest.partition(":")
    if scheme != "PBSAPIToken" or not access.knows(token, secret):
        proxmox_access.dawdle(state)
        why = "invalid credentials" if rest else "no authentication credentials provided"
        raise _error(401, f"authentication failed - {why}.")
    for pattern, allowed, answer in _ROUTES:
        if request.method == "GET" and (found := re.fullmatch(f"/api2/json{pattern}", request.path)):
            unknown = sorted(request.query.keys() - allowed)
            if unknown:
                raise _error(
                    400, f"parameter verification errors\n\nparameter '{unknown[0]}': schema does not allow additional properties.\n"
                )
            call = _Call(state, access, token, {key: values[-1] for key, values in request.query.items()})
            return as_json({"data": answer(call, *found.groups())})
    raise _error(404, f"Path '{request.path}' not found.")


def _error(status: int, words: str) -> Refused:
    """The text is plain although the header says JSON: so answers the real one."""
    return Refused(as_text(words, status, kind="application/json;charset=UTF-8"))


def _version(_: _Call) -> Any:
    return {"version": "4.1", "release": "0", "repoid": "deadbeef"}


def _permissions(call: _Call) -> Any:
    tree = call.access.tree(call.token, ROOTS)
    return {path: {privilege: bool(further) for privilege, further in held.items()} for path, held in tree.items()}


def _datastores(call: _Call) -> Any:
    """Those on which the caller may do anything; a weaker token sees fewer, not an error."""
    stores = json.loads((call.state / "datastores.json").read_text())
    return [
        {"store": store, "comment": "", "backend-type": "filesystem", "mount-status": "nonremovable"} for store in stores if call.may(store)
    ]


def _namespaces(call: _Call, store: str) -> Any:
    return [{"ns": name} for name in call.namespaces(store)]


def _groups(call: _Call, store: str) -> Any:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for taken in call.snapshots(store):
        groups.setdefault((taken["backup-type"], taken["backup-id"]), []).append(taken)
    return [_group(kind, name, taken) for (kind, name), taken in groups.items()]


def _group(kind: str, name: str, taken: list[dict[str, Any]]) -> Any:
    last = max(taken, key=lambda snapshot: snapshot["backup-time"])
    files = [file["filename"] for file in last["files"]]
    return {
        "backup-type": kind,
        "backup-id": name,
        "backup-count": len(taken),
        "last-backup": last["backup-time"],
        "owner": last["owner"],
        "files": files,
    }


def _snapshots(call: _Call, store: str) -> Any:
    return call.snapshots(store)


def _jobs(kind: str) -> Any:
    def answer(call: _Call) -> Any:
        return [job for job in json.loads((call.state / "schedules.json").read_text())[kind] if call.may(job["store"])]

    return answer


_ROUTES: tuple[tuple[str, set[str], Any], ...] = (
    ("/version", set(), _version),
    ("/access/permissions", {"auth-id", "path"}, _permissions),
    ("/admin/datastore", set(), _datastores),
    ("/admin/datastore/([^/]+)/namespace", {"max-depth", "parent"}, _namespaces),
    ("/admin/datastore/([^/]+)/groups", {"ns"}, _groups),
    ("/admin/datastore/([^/]+)/snapshots", {"ns", "backup-type", "backup-id"}, _snapshots),
    ("/admin/prune", {"store"}, _jobs("prune")),
    ("/admin/verify", {"store"}, _jobs("verify")),
)
