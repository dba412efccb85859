"""The TCP connection below a login."""

from __future__ import annotations

import socket
import sys

from probes.sections import Login
from probes.unseen import Unseen

SSH_PORT = 22


def dial(name: str, to: Login) -> socket.socket:
    """Connect to a host, or to the jump host before it. Raises Unseen."""
    near = jump(to) if to.via else to
    try:
        return _connected(near)
    except TimeoutError as error:
        raise Unseen("anything", name, f"{near.address}:{near.port} did not answer within {near.connect_timeout:g} s") from error
    except OSError as error:
        raise Unseen("anything", name, f"{near.address}:{near.port}: {error.strerror or error}") from error


def _connected(to: Login) -> socket.socket:
    wire = socket.create_connection((to.address, to.port), timeout=to.connect_timeout)
    try:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # Nagle costs 40 ms a command and two round trips while connecting
        if sys.platform == "linux":
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(to.command_timeout * 1000))
    except OSError:
        wire.close()
        raise
    return wire


def jump(to: Login) -> Login:
    """The login to the jump host before a host."""
    user, _, place = (to.via or "").rpartition("@")
    address, _, port = place.partition(":")
    return to.model_copy(update={"user": user or to.user, "address": address, "port": int(port or SSH_PORT), "via": None})
