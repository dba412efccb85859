"""The browser editor: it is there, and nobody comes near it without signing in."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from pytest_bdd import given, then

from probes.web import Answer, Web
from steps.outcomes import Violation

FORGED = {
    "X-Auth-Request-User": "milton",
    "X-Auth-Request-Email": "milton@eva-00.network",
    "X-Forwarded-User": "milton",
    "Remote-User": "milton",
}
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "YWRyMDIzLXByb2JlLTAwMQ=="}
LOOKS: dict[str, tuple[str, str, dict[str, str]]] = {
    "its start page": ("GET", "/", {}),
    "a path that nobody has": ("GET", "/adr023-no-such-path", {}),
    "a static path": ("GET", "/_static/out/browser/serviceWorker.js", {}),
    "its health path": ("GET", "/healthz", {}),
    "a POST": ("POST", "/", {}),
    "a websocket": ("GET", "/?reconnectionToken=adr023", UPGRADE),
    "a forged identity": ("GET", "/", FORGED),
}
MOVED, REFUSED = (302, 303, 307), (401, 403)
HOPS = 4


@given("the answers of the browser editor to a stranger", target_fixture="answered")
def the_answers(web: Web) -> dict[str, Answer]:
    """Asked at the proxy's own address: pages, a POST, a websocket, and headers that claim an identity."""
    return {what: web.ask(web.section.code_server, path, method, **headers) for what, (method, path, headers) in LOOKS.items()}


@then("each of them leads to the sign-in")
def gated(answered: dict[str, Answer], web: Web) -> None:
    """A chain of redirects that ends at a provider's authorization with a way back to the editor, or a refusal while the gate itself says no."""
    faults = [f"{what} {words}" for what, answer in answered.items() if (words := _open(web, answer))]
    if faults:
        raise Violation(f"{web.section.code_server}: {'; '.join(faults)}")


def _open(web: Web, answer: Answer) -> str:
    """What is wrong with an answer, in words; empty when it demands a sign-in."""
    if answer.status in REFUSED:
        gate = web.ask(web.section.code_server, "/oauth2/auth")
        return "" if gate.status in REFUSED else f"is refused with {answer.status}, though the gate says {gate.status}"
    for _ in range(HOPS):
        if answer.status not in MOVED:
            return _words(answer)
        if _is_sign_in(answer.location):
            return ""
        step = urlsplit(answer.location)
        if step.netloc not in ("", "HOST"):
            return f"leads to {step.netloc}, which is no sign-in"
        answer = web.ask(web.section.code_server, f"{step.path}{f'?{step.query}' if step.query else ''}")
    return "leads round and round"


def _is_sign_in(location: str) -> bool:
    """An authorization request of OpenID Connect whose answer comes back to the editor's own callback."""
    asked = parse_qs(urlsplit(location).query)
    back = asked.get("redirect_uri", [""])[0]
    return location.startswith("https://") and "client_id" in asked and "response_type" in asked and back == "https://HOST/oauth2/callback"


def _words(answer: Answer) -> str:
    if not answer.status:
        return {"tls": "finds no certificate", "cut": "is cut off"}[answer.how]
    if not answer.length:
        return f"gets {answer.status} and an empty page: nothing is there"
    return f"gets {answer.status} and {answer.length} characters without a sign-in"
