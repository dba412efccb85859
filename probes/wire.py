"""The one login of a run to one host, made when first needed and made anew when it was lost."""

from __future__ import annotations

import threading

import paramiko
from paramiko.common import cMSG_CHANNEL_REQUEST
from paramiko.message import Message

from probes import ssh
from probes.sections import Login
from probes.unseen import Unseen

ENVIRONMENT = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 GIT_OPTIONAL_LOCKS=0"
CHANNEL_ROUND_TRIPS = 1


class Wire:
    """A host that refused, or was away, stays down until ``forget``: a hundred questions must not wait for it a hundred times."""

    def __init__(self, name: str, to: Login) -> None:
        self.name, self.to = name, to
        self.logins = self.round_trips = 0
        self._lock = threading.RLock()
        self._transport: paramiko.Transport | None = None
        self._down: Unseen | None = None

    def channel(self, command: str, *, spare: bool = False) -> paramiko.Channel:
        """Run one command on a new channel: as root, in a clean environment, cut off from any rc file. Raises Unseen, HostKeyMismatch.

        A host that refuses a ``spare`` one (sshd's MaxSessions) is not taken to be down.
        """
        with self._lock:
            transport, fresh = self._alive()
            self.round_trips += CHANNEL_ROUND_TRIPS
        try:  # by several at once, whose round trips are then one
            return self._request(transport, f"exec {'sudo -n ' * self.to.sudo}env -i {ENVIRONMENT} {command}")
        except (paramiko.SSHException, EOFError, OSError) as error:
            if fresh or transport.is_active():
                because = f"it opens no channel ({error})"
                raise (Unseen("anything", self.name, because) if spare else self.down(because)) from error
        self.drop(transport)
        return self.channel(command, spare=spare)

    def _alive(self) -> tuple[paramiko.Transport, bool]:
        """The login, and whether it was made just now. The lock is held."""
        if self._down is not None:
            raise self._down.with_traceback(None)
        if self._transport is not None and self._transport.is_active():
            return self._transport, False
        try:
            return self._login(), True
        except Unseen as error:
            self._down = error
            raise

    @property
    def fingerprint(self) -> str:
        """The key that the host showed, as OpenSSH prints it; empty while nobody is logged in."""
        with self._lock:
            if self._transport is None or not self._transport.is_active():
                return ""
            key = self._transport.get_remote_server_key()
            return f"{key.get_name()} {key.fingerprint}"

    def down(self, because: str) -> Unseen:
        """Remember that this host cannot be asked, although one can log in."""
        with self._lock:
            self._down = Unseen("anything", self.name, because)
            return self._down

    def forget(self) -> None:
        """Try again from now on."""
        with self._lock:
            self._down = None

    def drop(self, transport: paramiko.Transport | None) -> None:
        """Log out of a link that is of no use any more."""
        with self._lock:
            if self._transport is transport:
                self._transport = None
        if transport is not None:
            ssh.logout(transport)

    def close(self) -> None:
        """Log out."""
        self.drop(self._transport)

    def _login(self) -> paramiko.Transport:
        self.logins, self.round_trips = self.logins + 1, self.round_trips + ssh.LOGIN_ROUND_TRIPS * (2 if self.to.via else 1)
        self._transport = ssh.login(self.name, self.to)
        return self._transport

    def _request(self, transport: paramiko.Transport, command: str) -> paramiko.Channel:
        channel = transport.open_session(timeout=self.to.connect_timeout)
        request = Message()
        request.add_byte(cMSG_CHANNEL_REQUEST)
        request.add_int(channel.remote_chanid)
        request.add_string("exec")
        request.add_boolean(False)  # no reply wanted: exec_command waits for one without a deadline, and it costs a round trip
        request.add_string(command)
        transport._send_user_message(request)  # type: ignore[attr-defined]  # noqa: SLF001
        return channel
