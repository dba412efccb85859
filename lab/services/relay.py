"""The relay at claude.ai, on an address of its own: answers HTTPS, and holds the line for a Remote Control daemon.

State: ``cert.pem`` and ``key.pem``, read anew for each connection, and ``mode``, as every stand-in has it.
"""

from __future__ import annotations

import shutil
import socket
import ssl
import struct
import threading
import time
from email.utils import formatdate
from pathlib import Path

from lab.homelab import Homelab
from lab.services.http import SLOW_SECONDS
from lab.tls import certificate

PORT = 443
STATUS = {"500": "500 Internal Server Error", "401": "401 Unauthorized"}
HEAD = "HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Type: {kind}\r\nCache-Control: no-store\r\n"
NOW = struct.pack("ii", 1, 0)


def seed(lab: Homelab) -> None:
    state = lab.service("relay")
    state.mkdir(parents=True, exist_ok=True)
    (state / "mode").unlink(missing_ok=True)
    for made, name in zip(certificate(lab, "relay", "claude.ai", lab.relay), ("cert.pem", "key.pem"), strict=True):
        shutil.copy(made, state / name)


def serve(lab: Homelab) -> None:
    listener = socket.create_server((lab.relay, PORT), backlog=64)
    threading.Thread(target=_accept, args=(lab.service("relay"), listener), name="relay", daemon=True).start()


def _accept(state: Path, listener: socket.socket) -> None:
    while True:
        client, _ = listener.accept()
        threading.Thread(target=_talk, args=(state, client), daemon=True).start()


def _talk(state: Path, client: socket.socket) -> None:
    """A plain request is answered and done; the daemon's event stream stays open until it hangs up."""
    mode = (state / "mode").read_text().strip() if (state / "mode").exists() else ""
    try:
        with client:
            if mode == "down":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOW)
                return
            if mode == "slow":
                time.sleep(SLOW_SECONDS)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(state / "cert.pem", state / "key.pem")
            with context.wrap_socket(client, server_side=True) as link:
                _answer(link, mode)
    except OSError:
        return


def _answer(link: ssl.SSLSocket, mode: str) -> None:
    request = link.recv(8192)
    if request.startswith(b"GET /v1/remote-control") and mode in {"", "slow"}:
        link.sendall(HEAD.format(date=formatdate(usegmt=True), status="200 OK", kind="text/event-stream").encode() + b"\r\n")
        while link.recv(8192):
            pass
        return
    body = "<!doctype html><title>Sign in</title>" if mode == "login-page" else "ok\n"
    head = HEAD.format(
        date=formatdate(usegmt=True), status=STATUS.get(mode, "200 OK"), kind="text/html" if mode == "login-page" else "text/plain"
    )
    link.sendall(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
