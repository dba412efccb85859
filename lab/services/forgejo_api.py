"""The part of Forgejo's REST API by which an audit learns who may push and who did. Source: Forgejo's routers/api/v1 and modules/structs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lab.git import git
from lab.services import forgejo_seed as content
from lab.services import forgejo_statuses as statuses
from lab.services.forgejo_access import Account, account, basic, caller, error, known, rows, shown, token_of
from lab.services.http import Answer, Refused, Request, as_json

_ADMINS_ONLY = "Only admins can query all permissions, repo admins can query all repo permissions, collaborators can query only their own"


def answer(state: Path, request: Request) -> Answer:
    for method, pattern, handle in _ROUTES:
        if request.method == method and (found := re.fullmatch(f"/api/v1/{pattern}", request.path)):
            return handle(state, request, *found.groups())
    return error(404, "The target couldn't be found.", errors=None)


def _version(_state: Path, _request: Request) -> Answer:
    return as_json({"version": content.VERSION})


def _self(state: Path, request: Request) -> Answer:
    who = caller(state, request, "read:user")
    return as_json(shown(who, who))


def _user(state: Path, request: Request, login: str) -> Answer:
    who = caller(state, request, "read:user")
    return as_json(shown(known(state, login), who))


def _keys(state: Path, request: Request, login: str) -> Answer:
    who = caller(state, request, "read:user")
    user = shown(known(state, login), who)
    return as_json([key | {"user": user} for key in rows(state, "keys") if key["owner"] == login])


def _tokens(state: Path, request: Request, login: str) -> Answer:
    """Basic login only, by himself or an admin; the tokens come without their value."""
    who = basic(request)
    token = token_of(state, request) if who else None
    if not who or token is None or who[0] not in (login, token["user"]):
        return error(401, "auth required")
    mine = enumerate((t for t in rows(state, "tokens") if t["user"] == login), 1)
    return as_json([{"id": n, "name": t["name"], "sha1": "", "token_last_eight": t["token"][-8:], "scopes": t["scopes"]} for n, t in mine])


def _rights(state: Path, repository: str) -> dict[str, str]:
    """Login -> read, write or admin, of the collaborators alone."""
    rights = rows(state, "collaborators")
    if repository not in rights:
        raise Refused(error(404, "The target couldn't be found.", errors=None))
    return dict(rights[repository])


def _collaborator(state: Path, request: Request, repository: str, login: str) -> Answer:
    caller(state, request, "read:repository")
    rights = _rights(state, repository)
    if account(state, login) is None:
        return error(422, f"user does not exist [uid: 0, name: {login}]")
    return Answer(204) if login in rights else Answer(404)


def _permission(state: Path, request: Request, repository: str, login: str) -> Answer:
    who = caller(state, request, "read:repository")
    if not who["is_admin"] and _rights(state, repository).get(who["login"]) != "admin":
        return error(403, _ADMINS_ONLY)
    user = known(state, login)
    by_team = rows(state, "teams").get(repository, {})
    right = (by_team | _rights(state, repository)).get(login, "owner" if login == content.OWNER else "read")
    return as_json({"permission": right, "role_name": right, "user": shown(user, who)})


def _repository(state: Path, request: Request, repository: str) -> Answer:
    """``frozen.json`` names the repositories that nobody may push to: archived, or a mirror."""
    caller(state, request, "read:repository")
    _rights(state, repository)
    how, (owner, name) = rows(state, "frozen").get(repository), repository.split("/")
    more = {"archived": how == "archived", "mirror": how == "mirror"}
    return as_json({"full_name": repository, "name": name, "owner": {"login": owner}, "default_branch": "main", **more})


def _commits(state: Path, request: Request, repository: str) -> Answer:
    who = caller(state, request, "read:repository")
    _rights(state, repository)
    path = str(state / "repos" / f"{repository}.git")
    limit, branch = request.query.get("limit", ["30"])[0], request.query.get("sha", ["main"])[0]
    lines = git(
        "-C", path, "log", "--format=%H%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%s", f"-{int(limit)}", branch, "--"
    ).splitlines()
    people = {row["email"]: shown(row, who) for row in rows(state, "accounts")}
    total = git("-C", path, "rev-list", "--count", "main").strip()
    return as_json([_commit(line.split("\0"), people) for line in lines], headers=(("X-Total-Count", total),))


def _commit(parts: list[str], people: dict[str, Account]) -> dict[str, Any]:
    sha, author, author_mail, authored, committer, committer_mail, committed, subject = parts
    return {
        "sha": sha,
        "created": committed,
        "commit": {
            "author": {"name": author, "email": author_mail, "date": authored},
            "committer": {"name": committer, "email": committer_mail, "date": committed},
            "message": subject,
            "verification": None,
        },
        "author": people.get(author_mail),
        "committer": people.get(committer_mail),
    }


def _feed(state: Path, request: Request, **of: str) -> Answer:
    who = caller(state, request, "read:repository" if "repository" in of else "read:user")
    found = [row for row in rows(state, "activities") if all(row[key] == value for key, value in of.items())]
    people = {row["login"]: shown(row, who) for row in rows(state, "accounts")}
    return as_json([row | {"act_user": people[row["actor"]], "repo": {"full_name": row["repository"]}} for row in reversed(found)])


def _repository_feed(state: Path, request: Request, repository: str) -> Answer:
    return _feed(state, request, repository=repository)


def _user_feed(state: Path, request: Request, login: str) -> Answer:
    return _feed(state, request, actor=login)


_ROUTES: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
    ("GET", "version", _version),
    ("GET", "user", _self),
    ("GET", "users/([^/]+)", _user),
    ("GET", "users/([^/]+)/keys", _keys),
    ("GET", "users/([^/]+)/tokens", _tokens),
    ("GET", "users/([^/]+)/activities/feeds", _user_feed),
    ("GET", "repos/([^/]+/[^/]+)", _repository),
    ("GET", "repos/([^/]+/[^/]+)/activities/feeds", _repository_feed),
    ("GET", "repos/([^/]+/[^/]+)/commits", _commits),
    ("POST", "repos/([^/]+/[^/]+)/statuses/([^/]+)", statuses.create),
    ("GET", "repos/([^/]+/[^/]+)/statuses/([^/]+)", statuses.listed),
    ("GET", "repos/([^/]+/[^/]+)/commits/(.+)/status", statuses.combined),
    ("GET", "repos/([^/]+/[^/]+)/collaborators/([^/]+)", _collaborator),
    ("GET", "repos/([^/]+/[^/]+)/collaborators/([^/]+)/permission", _permission),
)
