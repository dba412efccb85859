"""Forgejo stand-in: real Git over HTTP, and the part of the REST API by which an audit learns who may push and who did.

State: ``repos/`` (bare repositories) and accounts, tokens, keys, collaborators and activities as JSON files, read at every request.
Source of the shapes: Forgejo's modules/structs and routers/api/v1; flags of others are hidden from callers who are no admin.
"""

from __future__ import annotations

import json
import re
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from lab.git import bare, over_http
from lab.homelab import Homelab
from lab.services import forgejo_api
from lab.services import forgejo_seed as content
from lab.services.forgejo_access import rows, token_of
from lab.services.http import Answer, Request, fresh_state, record
from lab.services.http import serve as serve_http


def seed(lab: Homelab) -> None:
    state = fresh_state(lab, "forgejo")
    state.chmod(0o700)
    for name, table in content.rows(lab).items():
        (state / f"{name}.json").write_text(json.dumps(table, indent=1))
    bare(state / "repos" / f"{content.REPOSITORY}.git", content.HISTORY)


def serve(lab: Homelab) -> ThreadingHTTPServer:
    return serve_http(lab, "forgejo", partial(respond, lab.service("forgejo")))


def estate(lab: Homelab) -> dict[str, Any]:
    lab.secret("forgejo-auditor")
    return {
        "url": lab.url("forgejo"),
        "token": {"file": str(lab.secret_file("forgejo-auditor"))},
        "clone_urls": [clone_url(lab)],
        "codex_clones": ["/home/agent/codex/ready"],
    }


def clone_url(lab: Homelab) -> str:
    return f"{lab.url('forgejo')}/{content.REPOSITORY}.git"


def credentials(lab: Homelab, user: str) -> str:
    """The line of a git credential store by which this bot pushes."""
    return f"http://{user}:{lab.secret(f'forgejo-{user}')}@{lab.gateway}:3000\n"


def respond(state: Path, request: Request) -> Answer:
    return forgejo_api.answer(state, request) if request.path.startswith("/api/") else _git(state, request)


def _git(state: Path, request: Request) -> Answer:
    """Anybody reads; who pushes must sign in with a token of somebody who may write."""
    repository = re.sub(r"\.git/.*$", "", request.path.lstrip("/"))
    if repository not in rows(state, "collaborators"):
        return Answer(404, b"Not found.\n")
    if not request.path.endswith("/git-receive-pack") and request.query.get("service") != ["git-receive-pack"]:
        return over_http(state / "repos", request, None)
    token = token_of(state, request)
    if token is None:
        return Answer(401, b"Unauthorized\n", headers=(("WWW-Authenticate", 'Basic realm="Gitea"'),))
    right = (rows(state, "teams").get(repository, {}) | rows(state, "collaborators")[repository]).get(token["user"])
    if right not in ("write", "admin") or not {"write:repository", "all"} & set(token["scopes"]):
        return Answer(403, b"Forbidden\n")
    answer = over_http(state / "repos", request, token["user"])
    if request.method == "POST":
        record(state, request, ["push"])
        _note_push(state, repository, token["user"])
    return answer


def _note_push(state: Path, repository: str, user: str) -> None:
    feed = rows(state, "activities")
    feed.append({"id": len(feed) + 1, "op_type": "commit_repo", "actor": user, "repository": repository, "ref_name": "refs/heads/main"})
    (state / "activities.json").write_text(json.dumps(feed, indent=1))
