"""The one login of a run to one host, made when first needed and made anew when it was lost."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import TYPE_CHECKING

from probes.dial import dial
from probes.sections import Login
from probes.unseen import Unseen

if TYPE_CHECKING:
    import paramiko

ENVIRONMENT = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 GIT_OPTIONAL_LOCKS=0"
LOGIN_ROUND_TRIPS = 5
"""TCP, banners, key exchange, one signature with the first channels, the command (measured with a delaying proxy)."""
CHANNEL_ROUND_TRIPS = 1


class Wire:
    """A host that refused, or was away, stays down until ``forget``: a hundred questions must not wait for it a hundred times."""

    def __init__(self, name: str, to: Login) -> None:
        self.name, self.to = name, to
        self.logins = self.round_trips = 0
        self._lock = threading.RLock()
        self._transport: paramiko.Transport | None = None
        self._opened: list[paramiko.Channel | None] = []
        self._down: Unseen | None = None

    def channel(self, command: str, *, spare: bool = False, of: int = 1) -> paramiko.Channel:
        """Run one command on a new channel: as root, in a clean environment, cut off from any rc file. Raises Unseen, HostKeyMismatch.

        A host that refuses a ``spare`` one (sshd's MaxSessions) is not taken to be down. ``of``: how many are asked for at once, each by a thread
        of its own; if one has to log in first, it asks for all of them in the same breath.
        """
        with self._lock:
            transport, fresh = self._alive(of)
            asked = bool(self._opened)
            opened = self._opened.pop() if asked else None
            if asked and opened is None and spare:
                raise Unseen("anything", self.name, "it grants no further channel")
            if opened is None and not (spare and of > 1):  # of several at once, whose round trips are one, the main one counts
                self.round_trips += CHANNEL_ROUND_TRIPS
        from probes import ssh  # noqa: PLC0415

        try:
            return ssh.run(transport, opened, f"exec {'sudo -n ' * self.to.sudo}env -i {ENVIRONMENT} {command}", self.to.connect_timeout)
        except OSError as error:
            if fresh or transport.is_active():
                because = f"it opens no channel ({error})"
                raise (Unseen("anything", self.name, because) if spare else self.down(because)) from error
        self.drop(transport)
        return self.channel(command, spare=spare)

    def _alive(self, channels: int) -> tuple[paramiko.Transport, bool]:
        """The login, and whether it was made just now. The lock is held."""
        if self._down is not None:
            raise self._down.with_traceback(None)
        if self._transport is not None and self._transport.is_active():
            return self._transport, False
        try:
            return self._login(channels), True
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
                self._transport, self._opened = None, []
        if transport is not None:
            from probes import ssh  # noqa: PLC0415

            ssh.logout(transport)

    def close(self) -> None:
        """Log out."""
        self.drop(self._transport)

    def _login(self, channels: int) -> paramiko.Transport:
        self.logins, self.round_trips = self.logins + 1, self.round_trips + LOGIN_ROUND_TRIPS * (2 if self.to.via else 1)
        if self.to.key is None:  # which key of an SSH agent will do, nobody knows before
            self.round_trips += CHANNEL_ROUND_TRIPS
        # the library takes as long to load as a far host takes to answer
        threading.Thread(target=import_module, args=("probes.ssh",), name="loads SSH", daemon=True).start()
        connected = dial(self.name, self.to)
        from probes import ssh  # noqa: PLC0415

        self._transport, opened = ssh.login(self.name, self.to, connected, (ssh.session(self.to.connect_timeout),) * channels)
        granted = [channel.result() for channel in opened if channel.exception() is None]
        self._opened = [*[None] * (channels - len(granted)), *granted]  # of those that share the work a host may grant fewer
        if not granted:
            self.drop(self._transport)
            raise Unseen("anything", self.name, f"it opens no channel ({opened[0].exception()})")
        return self._transport
