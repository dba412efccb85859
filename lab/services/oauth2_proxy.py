"""oauth2-proxy as Caddy's forward_auth meets it: nobody here is ever signed in, so every check says no and every start leads to PocketID.

State: ``settings.json``; ``skip_auth_routes`` are regular expressions of paths that need no sign-in.
"""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path
from urllib.parse import urlencode

from lab.homelab import Homelab
from lab.services import http
from lab.services.http import HTML, Answer, Request, as_text
from lab.services.pocketid import ISSUER


def seed(lab: Homelab) -> None:
    state = http.fresh_state(lab, "oauth2_proxy")
    (state / "settings.json").write_text(json.dumps({"oidc_issuer_url": ISSUER, "skip_auth_routes": []}))


def serve(lab: Homelab) -> None:
    http.serve(lab, "oauth2_proxy", lambda request: respond(lab.service("oauth2_proxy"), request))


def respond(state: Path, request: Request) -> Answer:
    settings = json.loads((state / "settings.json").read_text())
    if request.path in ("/ping", "/ready"):
        return as_text("OK")
    if request.path == "/oauth2/auth":
        return Answer(202) if _skipped(settings, request) else as_text("Unauthorized\n", 401)
    if request.path == "/oauth2/userinfo":
        return as_text("Unauthorized\n", 401)
    if request.path in ("/oauth2/start", "/oauth2/sign_in"):
        return _start(settings, request)
    return as_text("<!doctype html><title>Sign In</title>", 403, kind=HTML)


def _skipped(settings: dict[str, list[str]], request: Request) -> bool:
    """Forwarded identity headers count for nothing; only the settings can open a path."""
    routes = (re.sub(r"^[A-Z]+=", "", route) for route in settings["skip_auth_routes"])  # METHOD=REGEX; only GET is tried here
    return any(re.search(route, request.headers.get("X-Forwarded-Uri", "")) for route in routes)


def _start(settings: dict[str, str], request: Request) -> Answer:
    """Off to the provider, with a callback on the host that was asked for (skip_provider_button)."""
    host = str(request.headers.get("X-Forwarded-Host") or request.headers.get("Host", ""))
    name = host.split(".", maxsplit=1)[0]
    asked = {
        "approval_prompt": "force", "client_id": f"client-{name}", "redirect_uri": f"https://{host}/oauth2/callback",
        "response_type": "code", "scope": "openid email profile", "state": secrets.token_urlsafe(12),
    }  # fmt: skip
    cookie = f"_oauth2_proxy_csrf={secrets.token_urlsafe(12)}; Path=/; HttpOnly; Secure; SameSite=Lax"
    where = f"{settings['oidc_issuer_url']}/authorize?{urlencode(asked)}"
    return Answer(302, headers=(("Location", where), ("Set-Cookie", cookie)))
