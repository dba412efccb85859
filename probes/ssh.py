"""One login to one host: strict about its key, quick on the wire, and plain in words when it fails."""

from __future__ import annotations

import contextlib
import logging
import socket
import stat
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import paramiko
from paramiko.auth_handler import AuthHandler
from paramiko.common import cMSG_CHANNEL_REQUEST
from paramiko.message import Message
from paramiko.pkey import UnknownKeyType

from probes import hostkeys
from probes.dial import jump
from probes.hostkeys import KnownKey
from probes.sections import Login
from probes.unseen import Unseen

logging.getLogger("paramiko").setLevel(logging.CRITICAL)  # what went wrong is told once, by Unseen

KEEPALIVE = 5
Opening = Callable[[paramiko.Transport], paramiko.Channel]
Opened = tuple[paramiko.Transport, list["Future[paramiko.Channel]"]]


class Line(paramiko.Transport):
    """Tells everybody why it broke: paramiko tells the first who asks, but here the login and its channels wait side by side."""

    def get_exception(self) -> Exception | None:
        """What broke it last."""
        return self.saved_exception


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


def login(name: str, to: Login, wire: socket.socket, openings: Sequence[Opening] = ()) -> Opened:
    """Log in over what ``dial`` connected, and ask for channels right behind the signature: they come with the word that lets us in.

    An SSH agent may hold several keys; then they are asked for once one was taken.

    Raises Unseen with the reason, HostKeyMismatch for a wrong or unknown key. Source: RFC 4252, section 5.3.
    """
    try:
        with _closing(wire):
            keys = hostkeys.known_keys(to.known_hosts, to.address, to.port)
            return _login(to, _through(to, wire) if to.via else wire, keys, name, openings)
    except paramiko.AuthenticationException as error:
        by = f"key {to.key}" if to.key else "the keys of the SSH agent"
        raise Unseen("anything", name, f"{to.address} refused the login as {to.user} with {by}") from error
    except TimeoutError as error:
        raise Unseen("anything", name, f"{to.address}:{to.port} did not answer within {to.connect_timeout:g} s") from error
    except (paramiko.SSHException, EOFError) as error:
        raise Unseen("anything", name, f"{to.address}:{to.port} broke off the SSH handshake ({error or type(error).__name__})") from error
    except OSError as error:
        raise Unseen("anything", name, f"{error.filename or f'{to.address}:{to.port}'}: {error.strerror or error}") from error


@contextlib.contextmanager
def _closing(wire: socket.socket) -> Iterator[None]:
    """Hang up when it comes to nothing: a transport that never became active leaves it open."""
    try:
        yield
    except BaseException:
        wire.close()
        raise


def _through(to: Login, wire: socket.socket) -> paramiko.Channel:
    def onward(transport: paramiko.Transport) -> paramiko.Channel:
        return transport.open_channel("direct-tcpip", (to.address, to.port), ("127.0.0.1", 0), timeout=to.connect_timeout)

    near = jump(to)
    _, (channel,) = login(f"the jump host {near.address}:{near.port}", near, wire, (onward,))
    return channel.result()


def _login(to: Login, wire: socket.socket | paramiko.Channel, keys: tuple[KnownKey, ...], name: str, openings: Sequence[Opening]) -> Opened:
    transport = Line(wire)
    transport.daemon = True
    transport.banner_timeout = transport.auth_timeout = to.connect_timeout
    options = transport.get_security_options()
    options.key_types = hostkeys.order(keys, tuple(options.key_types))
    try:
        _shake_hands(transport, to.connect_timeout)
        hostkeys.verify(transport.get_remote_server_key(), keys, name, to.known_hosts)
        opened = _prove(transport, to, openings)
    except BaseException:
        logout(transport)
        raise
    transport.set_keepalive(KEEPALIVE)
    return transport, opened


def _shake_hands(transport: paramiko.Transport, seconds: float) -> None:
    transport.start_client(timeout=seconds)
    if not transport.initial_kex_done:  # when time is up, start_client just returns
        raise TimeoutError


def _prove(transport: paramiko.Transport, to: Login, openings: Sequence[Opening]) -> list[Future[paramiko.Channel]]:
    if to.key is not None:
        return _sign(transport, to.user, _load(to.key), openings)
    agent = paramiko.Agent()
    try:
        _offer(transport, to.user, agent.get_keys())
    finally:
        agent.close()
    return _open(transport, openings)


def _sign(transport: paramiko.Transport, user: str, key: paramiko.PKey, openings: Sequence[Opening] = ()) -> list[Future[paramiko.Channel]]:
    transport.auth_handler = proof = Proof(transport)
    answered = threading.Event()
    proof.auth_publickey(user, key, answered)
    opened = _open(transport, openings)
    if proof.wait_for_response(answered):
        msg = "it wants more than a key"
        raise paramiko.AuthenticationException(msg)
    _acknowledge(transport.sock)
    return opened


def _acknowledge(wire: socket.socket | paramiko.Channel) -> None:
    """Now, not after the 40 ms that Linux waits for something to send along: until it runs a command, sshd sends its next small packet only when the last has arrived (Nagle)."""
    if isinstance(wire, socket.socket) and sys.platform == "linux":
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


def _open(transport: paramiko.Transport, openings: Sequence[Opening]) -> list[Future[paramiko.Channel]]:
    opened = [(opening, Future[paramiko.Channel]()) for opening in openings]
    for opening, future in opened:  # each waits for its answer; none holds up an exit
        threading.Thread(target=_settle, args=(future, opening, transport), name="opens a channel", daemon=True).start()
    return [future for _, future in opened]


def _settle(future: Future[paramiko.Channel], opening: Opening, transport: paramiko.Transport) -> None:
    try:
        future.set_result(opening(transport))
    except Exception as error:  # noqa: BLE001  (it is for whoever wants the channel)
        future.set_exception(error)


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


def session(seconds: float) -> Opening:
    """Opens a channel for one command."""
    return lambda transport: transport.open_session(timeout=seconds)


def run(transport: paramiko.Transport, opened: paramiko.Channel | None, command: str, seconds: float) -> paramiko.Channel:
    """Run a command on a channel that was asked for with the login, or on a new one. Raises OSError."""
    try:
        channel = opened or session(seconds)(transport)
        request = Message()
        request.add_byte(cMSG_CHANNEL_REQUEST)
        request.add_int(channel.remote_chanid)
        request.add_string("exec")
        request.add_boolean(False)  # no reply wanted: exec_command waits for one without a deadline, and it costs a round trip
        request.add_string(command)
        transport._send_user_message(request)  # type: ignore[attr-defined]  # noqa: SLF001
    except (paramiko.SSHException, EOFError) as error:
        raise OSError(str(error)) from error
    return channel


def logout(transport: paramiko.Transport) -> None:
    """Close a login, and the one to the jump host below it."""
    with contextlib.suppress(OSError, EOFError):
        transport.sock.shutdown(socket.SHUT_RDWR)  # or its thread would look up only once in 100 ms, and close waits for it
    transport.close()
    if isinstance(transport.sock, paramiko.Channel):
        logout(transport.sock.get_transport())
