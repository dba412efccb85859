"""Backrest on cajita-elite as the audit meets it: Connect calls over its real config.json (garethgeorge/backrest v1.14).

State: ``config.json`` (protojson, 0600; secrets in clear, as in life) and ``snapshots.json`` (repo -> restic snapshots, with the files that each holds).
"""

from __future__ import annotations

import json
import os
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services import http
from lab.services.backrest_auth import authorise, error, login, password_hash
from lab.services.http import Answer, Request, as_json, as_text

USER = "adr023"
HIDDEN_HASH = "********"
DAILY = {"cron": "0 3 * * *", "clock": "CLOCK_LOCAL"}
KEEP = {"policyTimeBucketed": {"daily": 7, "weekly": 4}}
BYSTANDERS: tuple[dict[str, Any], ...] = (
    {"id": "forgejo", "repo": "b2", "paths": ["/srv/forgejo"], "excludes": ["*.tmp"], "schedule": DAILY, "retention": KEEP},
    {"id": "photos", "repo": "nas", "paths": ["/tank/photos", "/tank/documents"], "schedule": DAILY, "retention": KEEP},
    {"id": "vaultwarden", "repo": "b2", "paths": ["/srv/vaultwarden"], "schedule": {"disabled": True}, "retention": {"policyKeepLastN": 30}},
)  # fmt: skip


def seed(lab: Homelab) -> None:
    state = http.fresh_state(lab, "backrest")
    alarm = {
        "conditions": ["CONDITION_SNAPSHOT_ERROR"],
        "actionWebhook": {"webhookUrl": f"https://hooks.example/{lab.secret('backrest-webhook')}"},
    }
    _write(state / "config.json", {
        "modno": 17, "version": 6, "instance": "cajita-elite",
        "repos": [_repo(lab, "b2", "b2:homelab:/"), _repo(lab, "nas", "/mnt/nas/restic")],
        "plans": [*BYSTANDERS[:1], {**BYSTANDERS[1], "hooks": [alarm]}, *BYSTANDERS[2:]],
        "auth": {"users": [{"name": USER, "passwordBcrypt": password_hash(lab.secret("backrest"))}]},
        "sync": {"identity": {"keyid": "ed25519.lab", "ed25519priv": lab.secret("backrest-identity")}},
    })  # fmt: skip
    _write(state / "session-key", lab.secret("backrest-session"))
    _write(state / "snapshots.json", {repo: _history(repo) for repo in ("b2", "nas")})


def _repo(lab: Homelab, name: str, uri: str) -> dict[str, Any]:
    return {
        "id": name, "uri": uri, "guid": sha256(name.encode()).hexdigest(), "password": lab.secret(f"backrest-repo-{name}"),
        "env": [f"B2_ACCOUNT_KEY={lab.secret(f'backrest-env-{name}')}"], "prunePolicy": {"schedule": {"cron": "0 0 1 * *"}, "maxUnusedPercent": 10},
    }  # fmt: skip


def _history(repo: str) -> list[dict[str, Any]]:
    """Three nights of every enabled plan of a repository."""
    plans = [plan for plan in BYSTANDERS if plan["repo"] == repo and not plan["schedule"].get("disabled")]
    return [_snapshot(plan, night) for plan in plans for night in (3, 2, 1)]


def _snapshot(plan: dict[str, Any], nights_ago: int) -> dict[str, Any]:
    taken = int(time.time()) - nights_ago * 86400
    return {
        "id": sha256(f"{plan['id']}{nights_ago}".encode()).hexdigest(), "unixTimeMs": str(taken * 1000), "hostname": "cajita-elite", "username": "root",
        "paths": plan["paths"], "tags": [f"plan:{plan['id']}", "created-by:cajita-elite"], "files": [f"{path}/data" for path in plan["paths"]],
    }  # fmt: skip


def serve(lab: Homelab) -> None:
    http.serve(lab, "backrest", lambda request: respond(lab.service("backrest"), request))


def estate(lab: Homelab) -> dict[str, Any]:
    lab.secret("backrest")
    return {"url": lab.url("backrest"), "user": USER, "password": {"file": str(lab.secret_file("backrest"))}}


def respond(state: Path, request: Request) -> Answer:
    call = _CALLS.get(request.path)
    if call is None:
        return as_text("404 page not found\n", 404)
    config = json.loads((state / "config.json").read_text())
    if request.path != "/v1.Authentication/Login":
        authorise(state, config, request)
    if request.method != "POST":
        return Answer(405, headers=(("Allow", "POST"),))
    if request.headers.get_content_type() != "application/json":
        return Answer(415, headers=(("Accept-Post", "application/grpc, application/json, application/proto"),))
    try:
        asked = request.json()
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise error(400, "invalid_argument", "unmarshal message: not a JSON object")
    return as_json(call(state, config, asked, request))


def _get_config(_: Path, config: dict[str, Any], __: dict[str, Any], ___: Request) -> Any:
    return _without_hashes(config)


def _without_hashes(config: dict[str, Any]) -> Any:
    """As Backrest shows its configuration: users' hashes hidden, everything else in clear."""
    users = [{**user, "passwordBcrypt": HIDDEN_HASH} for user in config["auth"].get("users", ())]
    return {**config, "auth": {**config["auth"], "users": users}}


def _set_config(state: Path, config: dict[str, Any], asked: dict[str, Any], request: Request) -> Any:
    if asked.get("modno", 0) != config["modno"]:
        raise error(400, "failed_precondition", "config modno mismatch, reload and try again")
    _validate(asked)
    hashes = {user["name"]: user["passwordBcrypt"] for user in config["auth"].get("users", ())}
    for user in asked.get("auth", {}).get("users", ()):
        if user.get("passwordBcrypt") == HIDDEN_HASH:
            user["passwordBcrypt"] = hashes.get(user["name"], "")
    kept = {**asked, "modno": config["modno"] + 1, "sync": config["sync"]}
    http.record(state, request, _touched(config, kept))
    _write(state / "config.json", kept)
    return _without_hashes(kept)


def _validate(config: dict[str, Any]) -> None:
    repos, plans = ([item.get("id") for item in config.get(kind, ())] for kind in ("repos", "plans"))
    faults = [
        *(
            f"{kind} id {name!r} is empty or used twice"
            for kind, ids in (("repo", repos), ("plan", plans))
            for name in ids
            if not name or ids.count(name) > 1
        ),
        *(
            f"plan {plan.get('id')!r}: repo {plan.get('repo')!r} not found"
            for plan in config.get("plans", ())
            if plan.get("repo") not in repos
        ),
        *(f"plan {plan.get('id')!r}: path cannot be empty" for plan in config.get("plans", ()) if not all(plan.get("paths") or [""])),
    ]
    if faults or not config.get("instance"):
        raise error(400, "invalid_argument", f"validation error: {(faults or ['instance ID is required'])[0]}")


def _touched(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What a write changed: top-level keys, and plans and repositories by their ids."""
    lists = {kind: ({x["id"]: x for x in before.get(kind, ())}, {x["id"]: x for x in after.get(kind, ())}) for kind in ("plans", "repos")}
    items = [f"{kind}:{name}" for kind, (old, new) in lists.items() for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    rest = before.keys() | after.keys() - {"modno"}
    return items + [key for key in rest - lists.keys() if key != "modno" and before.get(key) != after.get(key)]


def _list_snapshots(state: Path, _: dict[str, Any], asked: dict[str, Any], __: Request) -> Any:
    kept = _of_repo(state, asked)
    plan = asked.get("planId")
    shown = [
        {key: value for key, value in snapshot.items() if key != "files"}
        for snapshot in kept
        if not plan or f"plan:{plan}" in snapshot["tags"]
    ]
    return {"snapshots": shown} if shown else {}


def _of_repo(state: Path, asked: dict[str, Any]) -> list[dict[str, Any]]:
    repos = json.loads((state / "snapshots.json").read_text())
    if asked.get("repoId") not in repos:
        raise error(404, "not_found", f"repo {asked.get('repoId', '')!r} not found")
    return list(repos[asked["repoId"]])


def _list_files(state: Path, _: dict[str, Any], asked: dict[str, Any], __: Request) -> Any:
    """One directory of a snapshot; a path that it does not hold lists nothing."""
    found = [snapshot for snapshot in _of_repo(state, asked) if snapshot["id"].startswith(asked.get("snapshotId") or "-")]
    if not found:
        raise error(500, "internal", "failed to list snapshot files: no matching ID found")
    folder = (asked.get("path") or "").rstrip("/") + "/"
    below = [file.removeprefix(folder).split("/") for file in found[0].get("files", ()) if file.startswith(folder)]
    entries = {parts[0]: {"name": parts[0], "type": "dir" if len(parts) > 1 else "file", "path": folder + parts[0]} for parts in below}
    return {"path": asked.get("path", ""), **({"entries": list(entries.values())} if entries else {})}


def _write(file: Path, content: Any) -> None:
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(content if isinstance(content, str) else json.dumps(content, indent=2))
    new.replace(file)


_CALLS = {
    "/v1.Authentication/Login": login,
    "/v1.Backrest/GetConfig": _get_config,
    "/v1.Backrest/SetConfig": _set_config,
    "/v1.Backrest/ListSnapshots": _list_snapshots,
    "/v1.Backrest/ListSnapshotFiles": _list_files,
}
