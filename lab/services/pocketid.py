"""PocketID as an audit meets it: discovery, the sign-in page and the list of OIDC clients (pocket-id v2).

State: ``clients.json`` and ``api-key``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services import http
from lab.services.http import Answer, Request, as_json, as_text

HOST = "id.eva-00.network"
ISSUER = f"https://{HOST}"
CLIENTS = ("code-server-dev",)


def seed(lab: Homelab) -> None:
    state = http.fresh_state(lab, "pocketid")
    names = (*CLIENTS, *(["aoe"] if lab.option_b else []))
    (state / "clients.json").write_text(json.dumps([_client(name) for name in names], indent=1))
    (state / "api-key").write_text(lab.secret("pocketid-api-key"))


def serve(lab: Homelab) -> None:
    http.serve(lab, "pocketid", lambda request: respond(lab.service("pocketid"), request))


def estate(lab: Homelab) -> dict[str, Any]:
    lab.secret("pocketid-api-key")
    return {"url": lab.url("pocketid"), "api_key": {"file": str(lab.secret_file("pocketid-api-key"))}}


def _client(name: str) -> dict[str, Any]:
    return {
        "id": f"client-{name}", "name": name, "callbackURLs": [f"https://{name}.eva-00.network/oauth2/callback"], "logoutCallbackURLs": [],
        "isPublic": False, "pkceEnabled": True, "isGroupRestricted": True, "allowedUserGroupsCount": 1, "hasLogo": False,
    }  # fmt: skip


def respond(state: Path, request: Request) -> Answer:
    if request.path == "/healthz":
        return Answer(204)
    if request.path == "/.well-known/openid-configuration":
        return as_json(_DISCOVERY)
    if request.path == "/authorize":
        return as_text("<!doctype html><title>Sign in to Pocket ID</title>", kind=http.HTML)
    if request.path == "/api/oidc/clients":
        return _clients(state, request)
    return as_json({"error": "Not found"}, 404)


def _clients(state: Path, request: Request) -> Answer:
    if request.headers.get("X-API-Key") != (state / "api-key").read_text():
        return as_json({"error": "You are not signed in"}, 401)
    clients = json.loads((state / "clients.json").read_text())
    return as_json({"data": clients, "pagination": {"totalPages": 1, "totalItems": len(clients), "currentPage": 1, "itemsPerPage": 20}})


_DISCOVERY = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/api/oidc/token",
    "userinfo_endpoint": f"{ISSUER}/api/oidc/userinfo",
    "end_session_endpoint": f"{ISSUER}/api/oidc/end-session",
    "jwks_uri": f"{ISSUER}/.well-known/jwks.json",
    "response_types_supported": ["code", "id_token"],
    "scopes_supported": ["openid", "profile", "email", "groups"],
}
