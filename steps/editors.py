"""The browser editor: it is there, and nobody comes near it without signing in."""

from __future__ import annotations

from pytest_bdd import given, then

from probes.web import Answer, Web
from steps import gates
from steps.outcomes import Violation

LOOKS: gates.Looks = {
    **gates.LOOKS,
    "a static path": ("GET", "/_static/out/browser/serviceWorker.js", {}),
    "its health path": ("GET", "/healthz", {}),
    "a websocket": ("GET", "/?reconnectionToken=adr023", gates.UPGRADE),
}


@given("the answers of the browser editor to a stranger", target_fixture="answered")
def the_answers(web: Web) -> dict[str, Answer]:
    """Asked at the proxy's own address: pages, a POST, a websocket, and headers that claim an identity."""
    return gates.answers(web, web.section.code_server, LOOKS)


@then("each of them leads to the sign-in")
def gated(answered: dict[str, Answer], web: Web) -> None:
    """A chain of redirects that ends at a provider's authorization with a way back to the editor, or a refusal by a gate that knows that way."""
    if faults := gates.openings(web, web.section.code_server, answered):
        raise Violation(f"{web.section.code_server}: {'; '.join(faults)}")
