"""Whether a vhost lets nobody in without signing in, whatever is asked of it, in whichever way."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from probes.web import Answer, Web

FORGED = {
    "X-Auth-Request-User": "milton",
    "X-Auth-Request-Email": "milton@eva-00.network",
    "X-Forwarded-User": "milton",
    "Remote-User": "milton",
}
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "YWRyMDIzLXByb2JlLTAwMQ=="}
Looks = Mapping[str, tuple[str, str, dict[str, str]]]
"""What is asked, by a name for it: method, path and headers."""
LOOKS: Looks = {
    "its start page": ("GET", "/", {}),
    "a path that nobody has": ("GET", "/adr023-no-such-path", {}),
    "a POST": ("POST", "/", {}),
    "a forged identity": ("GET", "/", FORGED),
}
MOVED, REFUSED = (302, 303, 307), (401, 403)
HOPS = 4


def answers(web: Web, host: str, looks: Looks) -> dict[str, Answer]:
    return {what: web.ask(host, path, method, **headers) for what, (method, path, headers) in looks.items()}


def openings(web: Web, host: str, answered: Mapping[str, Answer]) -> list[str]:
    """What is answered without a sign-in, in words. A refusal counts only where a gate stands that refuses and knows the way to the provider:
    a service that says 401 by itself stands open to guesses.
    """
    return [f"{what} {words}" for what, answer in answered.items() if (words := _open(web, host, answer))]


def _open(web: Web, host: str, answer: Answer) -> str:
    if answer.status not in REFUSED:
        return _led(web, host, answer)
    gate = web.ask(host, "/oauth2/auth")
    if gate.status not in REFUSED:
        return f"is refused with {answer.status}, though the gate says {gate.status}"
    astray = _led(web, host, web.ask(host, "/oauth2/start"))
    return f"is refused with {answer.status} by something that is no sign-in: its /oauth2/start {astray}" if astray else ""


def _led(web: Web, host: str, answer: Answer) -> str:
    """What is wrong with where an answer leads; empty when that is a sign-in."""
    for _ in range(HOPS):
        if answer.status not in MOVED:
            return words(answer)
        if _is_sign_in(answer.location):
            return ""
        step = urlsplit(answer.location)
        if step.netloc not in ("", "HOST"):
            return f"leads to {step.netloc}, which is no sign-in"
        answer = web.ask(host, f"{step.path}{f'?{step.query}' if step.query else ''}")
    return "leads round and round"


def _is_sign_in(location: str) -> bool:
    """An authorization request of OpenID Connect whose answer comes back to the asked host's own callback."""
    asked = parse_qs(urlsplit(location).query)
    back = asked.get("redirect_uri", [""])[0]
    return location.startswith("https://") and "client_id" in asked and "response_type" in asked and back == "https://HOST/oauth2/callback"


def words(answer: Answer) -> str:
    if not answer.status:
        return {"tls": "finds no certificate", "cut": "is cut off"}[answer.how]
    if not answer.length:
        return f"gets {answer.status} and an empty page: nothing is there"
    return f"gets {answer.status} and {answer.length} characters without a sign-in"
