"""Who may call Backrest: Basic on every call, or a token from Login (garethgeorge/backrest internal/auth)."""

from __future__ import annotations

import base64
import hmac
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import bcrypt

from lab.services.http import Refused, Request, as_json, as_text

WEEK = 7 * 86400


def password_hash(password: str) -> str:
    """What config.json keeps of a password; a low cost, since every audit pays it."""
    return base64.b64encode(bcrypt.hashpw(password.encode(), bcrypt.gensalt(4))).decode()


def error(status: int, code: str, message: str) -> Refused:
    """A Connect error: the code in words beside its HTTP status."""
    return Refused(as_json({"code": code, "message": message}, status))


def authorise(state: Path, config: dict[str, Any], request: Request) -> None:
    if config["auth"].get("disabled"):
        return
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    if not rest:
        raise Refused(as_text("Unauthorized (No Authorization Header)\n", 401))
    good = _session(state, config, rest) if scheme == "Bearer" else scheme == "Basic" and _known(config, *_basic(rest))
    if not good:
        raise Refused(as_text("Unauthorized (Bad Token)\n", 401))


def _basic(text: str) -> tuple[str, str]:
    try:
        user, _, password = base64.b64decode(text).decode().partition(":")
    except ValueError:
        return "", ""
    return user, password


def _known(config: dict[str, Any], user: str, password: str) -> bool:
    hashes = [base64.b64decode(known["passwordBcrypt"]) for known in config["auth"].get("users", ()) if known["name"] == user]
    return any(bcrypt.checkpw(password.encode(), hashed) for hashed in hashes)


def _signed(state: Path, payload: str) -> str:
    return hmac.new((state / "session-key").read_bytes(), payload.encode(), sha256).hexdigest()


def _session(state: Path, config: dict[str, Any], token: str) -> bool:
    payload, _, signature = token.rpartition(".")
    user, _, expires = payload.rpartition(".")
    known = any(user == known["name"] for known in config["auth"].get("users", ()))
    return known and hmac.compare_digest(signature, _signed(state, payload)) and int(expires) > time.time()


def login(state: Path, config: dict[str, Any], asked: dict[str, Any], _: Request) -> Any:
    user = str(asked.get("username", ""))
    if not _known(config, user, str(asked.get("password", ""))):
        raise error(401, "unauthenticated", "invalid credentials")
    payload = f"{user}.{int(time.time()) + WEEK}"
    return {"token": f"{payload}.{_signed(state, payload)}"}
