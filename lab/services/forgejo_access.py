"""Who asks the Forgejo stand-in and what he may see; accounts and tokens are read anew at every request."""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Any

from lab.services import forgejo_seed as content
from lab.services.http import Answer, Refused, Request, as_json

Account = dict[str, Any]
Token = dict[str, Any]


def rows(state: Path, name: str) -> Any:
    return json.loads((state / f"{name}.json").read_text())


def error(status: int, message: str, **more: Any) -> Answer:
    return as_json({"message": message, "url": "http://localhost:3000/api/swagger", **more}, status)


def basic(request: Request) -> tuple[str, str] | None:
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        user, _, password = base64.b64decode(value).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return user, password


def token_of(state: Path, request: Request) -> Token | None:
    """The token a request carries as header, or as either half of a Basic login."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    given = {value} if kind.lower() in ("token", "bearer") else set(basic(request) or ())
    return next((t for t in rows(state, "tokens") if t["token"] in given), None)


def account(state: Path, login: str) -> Account | None:
    return next((a for a in rows(state, "accounts") if a["login"].lower() == login.lower()), None)


def caller(state: Path, request: Request, scope: str) -> Account:
    """Who asks, if his token has this scope (``all`` and the write form count). Raises Refused."""
    token = token_of(state, request)
    if token is None:
        raise Refused(error(401, "token is required"))
    if not {scope, scope.replace("read:", "write:"), "all"} & set(token["scopes"]):
        raise Refused(error(403, f"token does not have at least one of required scope(s): [{scope}]"))
    who = account(state, token["user"])
    if who is None or not who["active"] or who["prohibit_login"]:
        raise Refused(error(401, "user does not exist or may not sign in"))
    return who


def shown(account: Account, caller: Account | None) -> Account:
    """An account as a caller sees it: only he himself and admins see the flags."""
    public = content.PUBLIC | {key: account[key] for key in ("id", "login", "email", "restricted")} | {"username": account["login"]}
    if caller and (caller["is_admin"] or caller["login"] == account["login"]):
        public |= {key: account[key] for key in ("is_admin", "active", "prohibit_login")}
    return public


def known(state: Path, login: str) -> Account:
    found = account(state, login)
    if found is None:
        raise Refused(error(404, f"user redirect does not exist [name: {login}]", errors=None))
    return found
