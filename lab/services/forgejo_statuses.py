"""Commit statuses of the Forgejo stand-in, by which a gate says whether a commit may land. Source: Forgejo's routers/api/v1/repo/status.go.

State: ``statuses.json``, made with the first one.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

from lab.git import git
from lab.services.forgejo_access import caller, error, rows, shown
from lab.services.http import Answer, Refused, Request, as_json

STATES = ("error", "failure", "warning", "pending", "success")
"""Worst first: a commit is as good as its worst context."""


def create(state: Path, request: Request, repository: str, sha: str) -> Answer:
    """Who may write to the repository may set one, of a commit that is there."""
    who = caller(state, request, "write:repository")
    right = (rows(state, "teams").get(repository, {}) | rows(state, "collaborators").get(repository, {})).get(who["login"])
    if right not in ("write", "admin"):
        return error(403, "user should have a permission to write to a repo")
    told, commit, before = request.json() or {}, _commit(state, repository, sha), _all(state)
    if told.get("state") not in STATES:
        return error(500, f"Unknown CommitStatusState: {told.get('state')}")
    made: dict[str, Any] = {
        "id": len(before) + 1, "status": told["state"], "context": told.get("context") or "default",
        "description": told.get("description", ""), "target_url": told.get("target_url", ""),
        "creator": shown(who, who), "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip
    (state / "statuses.json").write_text(json.dumps([*before, {"repository": repository, "sha": commit, "shown": made}], indent=1))
    return as_json(made, 201)


def combined(state: Path, request: Request, repository: str, ref: str) -> Answer:
    """The newest of each context, and the worst of them."""
    caller(state, request, "read:repository")
    commit = _commit(state, repository, ref)
    mine = [row["shown"] for row in _all(state) if (row["repository"], row["sha"]) == (repository, commit)]
    newest = list({one["context"]: one for one in mine}.values())
    if not newest:
        return as_json({"state": "", "sha": "", "total_count": 0, "statuses": None})
    worst = min((one["status"] for one in newest), key=STATES.index)
    return as_json({"state": worst, "sha": commit, "total_count": len(newest), "statuses": newest})


def listed(state: Path, request: Request, repository: str, ref: str) -> Answer:
    """Every status that a commit ever had, newest first."""
    caller(state, request, "read:repository")
    commit = _commit(state, repository, ref)
    return as_json([row["shown"] for row in reversed(_all(state)) if (row["repository"], row["sha"]) == (repository, commit)])


def _all(state: Path) -> list[dict[str, Any]]:
    return list(rows(state, "statuses")) if (state / "statuses.json").exists() else []


def _commit(state: Path, repository: str, ref: str) -> str:
    path = state / "repos" / f"{repository}.git"
    if path.is_dir() and not re.match("-", ref):
        try:
            return git("-C", str(path), "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").strip()
        except CalledProcessError:
            pass
    raise Refused(error(404, "The target couldn't be found.", errors=[f"sha: {ref}"]))
