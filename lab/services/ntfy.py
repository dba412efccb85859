"""ntfy as the alert handler and the audit meet it: publish, poll, tokens (server/server.go of binwiederhier/ntfy v2).

State: ``tokens.json`` (sha256 of a token -> topic -> ro, wo or rw; nobody else may do anything) and ``messages.jsonl``.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import string
import time
from email.header import decode_header, make_header
from hashlib import sha256
from pathlib import Path
from typing import Any

from lab.homelab import Homelab
from lab.services import http
from lab.services.http import Answer, Refused, Request, as_json

TOPIC, REPORT_TOPIC = "homelab-alerts", "homelab-audit"
CACHE_SECONDS = 12 * 3600
PRIORITIES = {"min": 1, "low": 2, "default": 3, "high": 4, "max": 5, "urgent": 5, **{str(n): n for n in range(1, 6)}}
_AUTH_DOCS = "https://ntfy.sh/docs/publish/#authentication"


def publish_token(lab: Homelab) -> str:
    """The token that the alert handler on agents holds: it may write the topic and nothing else."""
    return lab.secret("ntfy-publish", prefix="tk_", length=32)


def read_token(lab: Homelab) -> str:
    return lab.secret("ntfy-read", prefix="tk_", length=32)


def report_token(lab: Homelab) -> str:
    """The token of the night watch: it may write its own topic and nothing else."""
    return lab.secret("ntfy-report", prefix="tk_", length=32)


def seed(lab: Homelab) -> None:
    state = http.fresh_state(lab, "ntfy")
    rights = {publish_token(lab): {TOPIC: "wo"}, read_token(lab): {TOPIC: "ro"}, report_token(lab): {REPORT_TOPIC: "wo"}}
    (state / "tokens.json").write_text(json.dumps({_digest(token): topics for token, topics in rights.items()}, indent=1))


def serve(lab: Homelab) -> None:
    http.serve(lab, "ntfy", lambda request: respond(lab.service("ntfy"), request))


def estate(lab: Homelab) -> dict[str, Any]:
    read_token(lab)
    report_token(lab)
    tokens = {key: {"file": str(lab.secret_file(name))} for key, name in (("token", "ntfy-read"), ("report_token", "ntfy-report"))}
    return {"url": lab.url("ntfy"), "topic": TOPIC, "report_topic": REPORT_TOPIC, **tokens}


def respond(state: Path, request: Request) -> Answer:
    if request.path == "/v1/health":
        return as_json({"healthy": True})
    if request.path == "/" and request.method in {"POST", "PUT"}:
        return _publish_json(state, request)
    topic, _, verb = request.path.strip("/").partition("/")
    if not re.fullmatch(r"[-_A-Za-z0-9]{1,64}", topic) or verb not in {"", "json", "auth", "publish", "send", "trigger"}:
        raise _error(404, 40401, "page not found", None)
    if verb in {"json", "auth"} and request.method == "GET":
        _permit(state, request, topic, "r")
        return as_json({"success": True}) if verb == "auth" else _poll(state, request, topic)
    if request.method in {"POST", "PUT"} or verb in {"publish", "send", "trigger"}:
        return _publish(state, request, topic, _from_headers(request))
    raise _error(404, 40401, "page not found", None)


def _error(status: int, code: int, words: str, link: str | None = _AUTH_DOCS) -> Refused:
    return Refused(as_json({"code": code, "http": status, "error": words, **({"link": link} if link else {})}, status))


def _permit(state: Path, request: Request, topic: str, need: str) -> None:
    token = _token(request)
    rights = json.loads((state / "tokens.json").read_text()).get(_digest(token)) if token else {}
    if rights is None:
        raise _error(401, 40101, "unauthorized")
    if need not in rights.get(topic, ""):
        raise _error(403, 40301, "forbidden")


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _token(request: Request) -> str | None:
    header = request.headers.get("Authorization") or _decoded(request.query.get("auth", [""])[0])
    scheme, _, rest = header.partition(" ")
    return rest if scheme == "Bearer" else _decoded(rest).partition(":")[2] if scheme == "Basic" else None


def _decoded(text: str) -> str:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        return ""


def _from_headers(request: Request) -> dict[str, Any]:
    def header(name: str) -> str:
        return str(make_header(decode_header(request.headers.get(name) or request.headers.get(f"X-{name}") or "")))

    return {
        "message": request.body.decode(errors="replace"),
        "title": header("Title"),
        "priority": header("Priority"),
        "tags": header("Tags"),
    }


def _publish_json(state: Path, request: Request) -> Answer:
    try:
        fields = dict(request.json())
        topic, tags = str(fields["topic"]), ",".join(fields.get("tags", ()))
    except (ValueError, TypeError, KeyError):
        raise _error(400, 40024, "invalid request: request body must be valid JSON", None) from None
    return _publish(state, request, topic, {**fields, "priority": str(fields.get("priority", "")), "tags": tags})


def _publish(state: Path, request: Request, topic: str, fields: dict[str, Any]) -> Answer:
    _permit(state, request, topic, "w")
    now = int(time.time())
    message = {
        "id": "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(12)),
        "time": now, "expires": now + CACHE_SECONDS, "event": "message", "topic": topic,
        "title": fields.get("title"), "message": fields.get("message") or "triggered",
        "priority": PRIORITIES.get(fields["priority"].lower()), "tags": [tag for tag in fields["tags"].split(",") if tag],
    }  # fmt: skip
    message = {key: value for key, value in message.items() if value}
    with (state / "messages.jsonl").open("a") as messages:
        messages.write(json.dumps(message) + "\n")
    http.record(state, request, ["message"])
    return as_json(message)


def _poll(state: Path, request: Request, topic: str) -> Answer:
    try:
        lines = (state / "messages.jsonl").read_text().splitlines()
    except FileNotFoundError:
        lines = []
    heard = [message for message in map(json.loads, lines) if message["topic"] == topic]
    kept = _since(heard, request.query.get("since", ["all"])[0])
    return Answer(body="".join(json.dumps(message) + "\n" for message in kept).encode(), kind="application/x-ndjson; charset=utf-8")


def _since(messages: list[dict[str, Any]], since: str) -> list[dict[str, Any]]:
    """Messages from a duration, a Unix time, a message id, ``all`` or ``latest`` on."""
    if since == "all":
        return messages
    if since == "latest":
        return messages[-1:]
    if found := re.fullmatch(r"(\d+)([smhd])", since):
        since = str(int(time.time()) - int(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]])
    if re.fullmatch(r"\d{10}", since):
        return [message for message in messages if message["time"] >= int(since)]
    ids = [message["id"] for message in messages]
    if since not in ids:
        raise _error(400, 40008, "invalid since parameter", None)
    return messages[ids.index(since) + 1 :]
