"""One login to one host: strict about its key, quick on the wire, and plain in words when it fails."""

from __future__ import annotations

import contextlib
import logging
import socket
import stat
import threading
from collections.abc import Iterable
from pathlib import Path

import paramiko
from paramiko.auth_handler import AuthHandler
from paramiko.message import Message
from paramiko.pkey import UnknownKeyType

from probes import hostkeys
from probes.hostkeys import KnownKey
from probes.sections import Login
from probes.unseen import Unseen

logging.getLogger("paramiko").setLevel(logging.CRITICAL)  # what went wrong is told once, by Unseen

LOGIN_ROUND_TRIPS = 5
"""TCP, banners, key exchange, its confirmation, one signature (measured with a delaying proxy)."""
KEEPALIVE = 5
SSH_PORT = 22


class Proof(AuthHandler):
    """Says who we are right behind the request for the service that asks for it: a server reads one after the other, and waiting for its word
    between them is a round trip. Source: RFC 4253, section 10.
    """

    def _request_auth(self) -> None:
        super()._request_auth()  # type: ignore[misc]  # the stubs leave out what is private
        granted = Message()
        granted.add_string("ssh-userauth")
        granted.rewind()
        super()._parse_service_accept(granted)  # type: ignore[misc]

    def _parse_service_accept(self, told: Message) -> None:
        """It was taken for granted; a server that refuses ends the connection."""


def login(name: str, to: Login) -> paramiko.Transport:
    """Log in, through the jump host when there is one. Raises Unseen with the reason, HostKeyMismatch for a wrong or unknown key."""
    try:
        keys = hostkeys.known_keys(to.known_hosts, to.address, to.port)
        return _login(to, _through(to) if to.via else _dial(to.address, to.port, to), keys, name)
    except paramiko.AuthenticationException as error:
        by = f"key {to.key}" if to.key else "the keys of the SSH agent"
        raise Unseen("anything", name, f"{to.address} refused the login as {to.user} with {by}") from error
    except TimeoutError as error:
        raise Unseen("anything", name, f"{to.address}:{to.port} did not answer within {to.connect_timeout:g} s") from error
    except (paramiko.SSHException, EOFError) as error:
        raise Unseen("anything", name, f"{to.address}:{to.port} broke off the SSH handshake ({error or type(error).__name__})") from error
    except OSError as error:
        raise Unseen("anything", name, f"{error.filename or f'{to.address}:{to.port}'}: {error.strerror or error}") from error


def _dial(address: str, port: int, to: Login) -> socket.socket:
    wire = socket.create_connection((address, port), timeout=to.connect_timeout)
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # Nagle costs 40 ms a command and two round trips while connecting
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(to.command_timeout * 1000))
    return wire


def _through(to: Login) -> paramiko.Channel:
    user, _, place = (to.via or "").rpartition("@")
    address, _, port = place.partition(":")
    jump = to.model_copy(update={"user": user or to.user, "address": address, "port": int(port or SSH_PORT), "via": None})
    transport = login(f"the jump host {place}", jump)
    return transport.open_channel("direct-tcpip", (to.address, to.port), ("127.0.0.1", 0), timeout=to.connect_timeout)


def _login(to: Login, wire: socket.socket | paramiko.Channel, keys: tuple[KnownKey, ...], name: str) -> paramiko.Transport:
    transport = paramiko.Transport(wire)
    transport.daemon = True
    transport.banner_timeout = transport.auth_timeout = to.connect_timeout
    transport.use_compression()  # scripts and answers shrink to a third: fewer slow-start rounds on a long wire
    options = transport.get_security_options()
    options.key_types = hostkeys.order(keys, tuple(options.key_types))
    try:
        _shake_hands(transport, to.connect_timeout)
        hostkeys.verify(transport.get_remote_server_key(), keys, name, to.known_hosts)
        _prove(transport, to)
    except BaseException:
        logout(transport)
        wire.close()  # a transport that never became active leaves it open
        raise
    transport.set_keepalive(KEEPALIVE)
    return transport


def _shake_hands(transport: paramiko.Transport, seconds: float) -> None:
    transport.start_client(timeout=seconds)
    if not transport.initial_kex_done:  # when time is up, start_client just returns
        raise TimeoutError


def _prove(transport: paramiko.Transport, to: Login) -> None:
    if to.key is not None:
        _sign(transport, to.user, _load(to.key))
        return
    agent = paramiko.Agent()
    try:
        _offer(transport, to.user, agent.get_keys())
    finally:
        agent.close()


def _sign(transport: paramiko.Transport, user: str, key: paramiko.PKey) -> None:
    transport.auth_handler = proof = Proof(transport)
    answered = threading.Event()
    proof.auth_publickey(user, key, answered)
    proof.wait_for_response(answered)


def _offer(transport: paramiko.Transport, user: str, keys: Iterable[paramiko.AgentKey]) -> None:
    refused = paramiko.AuthenticationException("the agent holds no key")
    for key in keys:
        try:
            _sign(transport, user, key)
        except paramiko.AuthenticationException as error:
            refused = error
        else:
            return
    raise refused


def _load(file: Path) -> paramiko.PKey:
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise PermissionError(1, "may be read by others; make it 0600", str(file))
    try:
        return paramiko.PKey.from_path(file)
    except (TypeError, ValueError, UnknownKeyType) as error:  # TypeError: it has a passphrase
        raise PermissionError(
            1, "is no private key that can be used without a passphrase (an SSH agent could hold it)", str(file)
        ) from error


def logout(transport: paramiko.Transport) -> None:
    """Close a login, and the one to the jump host below it."""
    with contextlib.suppress(OSError, EOFError):
        transport.sock.shutdown(socket.SHUT_RDWR)  # or its thread would look up only once in 100 ms, and close waits for it
    transport.close()
    if isinstance(transport.sock, paramiko.Channel):
        logout(transport.sock.get_transport())
