"""The relay at claude.ai, on an address of its own: answers HTTPS, and holds the line for a Remote Control daemon."""

from __future__ import annotations

import socket
import ssl
import threading

from lab.homelab import Homelab
from lab.tls import certificate

PORT = 443
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"


def seed(lab: Homelab) -> None:
    (lab.service("relay") / "mode").unlink(missing_ok=True)


def serve(lab: Homelab) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(lab, "relay", "claude.ai", lab.relay))
    listener = socket.create_server((lab.relay, PORT), backlog=64)
    threading.Thread(target=_accept, args=(lab, listener, context), daemon=True).start()


def _accept(lab: Homelab, listener: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        client, _ = listener.accept()
        if (lab.service("relay") / "mode").exists():
            client.close()
        else:
            threading.Thread(target=_talk, args=(context, client), daemon=True).start()


def _talk(context: ssl.SSLContext, client: socket.socket) -> None:
    """A plain request is answered and done; the daemon's event stream stays open until it hangs up."""
    try:
        with client, context.wrap_socket(client, server_side=True) as link:
            request = link.recv(8192)
            if request.startswith(b"GET /v1/remote-control"):
                link.sendall(HEAD + b"\r\n")
                while link.recv(8192):
                    pass
            else:
                link.sendall(HEAD + b"Content-Length: 3\r\nConnection: close\r\n\r\nok\n")
    except OSError:
        return
