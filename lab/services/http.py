"""One small HTTP server for every stand-in: a module hands over a function from request to answer, faults are handled here once."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from lab.homelab import PORTS, Homelab
from lab.tls import certificate

BODY_LIMIT = 2 * 1024 * 1024
SLOW_SECONDS = 10
TEXT, HTML, JSON = "text/plain; charset=utf-8", "text/html; charset=utf-8", "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked: ``path`` decoded and without its query, ``query`` and ``form()`` with every value of a repeated key."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Message
    body: bytes

    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode(errors="replace"), keep_blank_values=True)

    def json(self) -> Any:
        """The body as JSON. Raises ValueError."""
        return json.loads(self.body or b"null")


@dataclass(frozen=True, slots=True)
class Answer:
    """``reason`` is the HTTP reason phrase when a service puts its message there."""

    status: int = 200
    body: bytes = b""
    kind: str = TEXT
    reason: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Refused(Exception):  # noqa: N818  (it says what happened)
    """Raised anywhere below a respond function; its answer is what the client gets."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


Respond = Callable[[Request], Answer]


def as_json(value: Any, status: int = 200, **more: Any) -> Answer:
    return Answer(status, json.dumps(value).encode(), **{"kind": JSON, **more})


def as_text(words: str, status: int = 200, **more: Any) -> Answer:
    return Answer(status, words.encode(), **more)


def fresh_state(lab: Homelab, name: str) -> Path:
    """The empty state directory of one service: what a seed starts from, without the last run's journal or mode."""
    state = lab.service(name)
    clear(state)
    state.mkdir(parents=True, exist_ok=True)
    return state


def clear(directory: Path, keep: Collection[str] = ()) -> None:
    """Remove what a directory holds, except these names."""
    for path in directory.iterdir() if directory.is_dir() else ():
        if path.name in keep:
            continue
        if path.is_dir() and not path.is_symlink():
            clear(path)
            path.rmdir()
        else:
            path.unlink(missing_ok=True)


def put(file: Path, text: str) -> None:
    """A new text in one step: whoever reads meanwhile sees the old one or the new one."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text)
    new.replace(file)


def record(state: Path, request: Request, keys: Iterable[str]) -> None:
    """Note a write in the journal of a service: which keys, never their values."""
    line = {"at": round(time.time(), 3), "method": request.method, "path": request.path, "keys": sorted(keys)}
    with (state / "journal.jsonl").open("a") as journal:
        journal.write(json.dumps(line) + "\n")


def serve(lab: Homelab, name: str, respond: Respond, *, tls: bool = False) -> ThreadingHTTPServer:
    """Answer for one service of the lab on its fixed port."""
    pair = certificate(lab, name, lab.gateway, f"{name}.eva-00.network") if tls else None
    return listen((lab.gateway, PORTS[name]), lab.service(name), respond, pair)


def listen(address: tuple[str, int], state: Path, respond: Respond, pair: tuple[Path, Path] | None = None) -> ThreadingHTTPServer:
    """Start answering in a daemon thread; ``pair`` is certificate and key."""
    server = _Server(address, partial(_Handler, state, respond), state)
    if pair:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pair)
        # the handshake waits for the connection's own thread, so that a silent client holds up nobody
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, args=(0.1,), name=f"http {address[1]}", daemon=True).start()
    return server


def _mode(state: Path) -> str:
    try:
        return (state / "mode").read_text().strip()
    except OSError:
        return ""


class _Server(ThreadingHTTPServer):
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: Any, state: Path) -> None:
        super().__init__(address, handler)
        self._state = state

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """``down``: reset the connection, as a port with nobody behind it does."""
        del client_address
        if _mode(self._state) != "down":
            return True
        request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    def shutdown_request(self, request: Any) -> None:
        if _mode(self._state) == "down":
            request.close()  # without the orderly goodbye
        else:
            super().shutdown_request(request)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30

    def __init__(self, state: Path, respond: Respond, *rest: Any) -> None:
        self._state, self._respond = state, respond
        super().__init__(*rest)

    def _handle(self) -> None:
        request = self._read()
        answer = as_text("request body too large\n", 413) if request is None else self._answer(request)
        self.close_connection = self.close_connection or request is None
        self.send_response(answer.status, answer.reason)
        for key, value in (("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *answer.headers):
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _handle  # noqa: N815  (http.server looks them up so)

    def _read(self) -> Request | None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > BODY_LIMIT or "Transfer-Encoding" in self.headers:
            return None
        url = urlsplit(self.path)
        return Request(self.command, unquote(url.path), parse_qs(url.query, keep_blank_values=True), self.headers, self.rfile.read(length))

    def _answer(self, request: Request) -> Answer:
        mode = _mode(self._state)
        if mode == "slow":
            time.sleep(SLOW_SECONDS)
        elif mode in _FAULTS:
            return _FAULTS[mode]
        try:
            return self._respond(request)
        except Refused as refused:
            return refused.answer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the name of http.server)
        """Say nothing: a request line may carry a token."""


_LOGIN = '<!doctype html><title>Sign in</title><form method="post" action="/login"><input name="user"><input type="password" name="password"></form>'
_FAULTS = {
    "login-page": as_text(_LOGIN, kind=HTML),
    "500": as_text("Internal Server Error\n", 500),
    "401": Answer(401),
}
