"""The browser editor behind the gate: says who it is to everybody that gets through."""

from __future__ import annotations

from lab.homelab import Homelab
from lab.services import http
from lab.services.http import HTML, Answer, Request, as_text


def seed(lab: Homelab) -> None:
    http.fresh_state(lab, "code_server")


def serve(lab: Homelab) -> None:
    http.serve(lab, "code_server", respond)


def respond(request: Request) -> Answer:
    if request.path == "/healthz":
        return as_text('{"status":"alive"}', kind=http.JSON)
    return as_text('<!doctype html><title>code-server</title><div id="workbench-container">code-server</div>', kind=HTML)
