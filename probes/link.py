"""One host for one run: its shells, and what was asked in this pass.

A hung script is abandoned and killed. A script that ends its shell takes only itself along. A lost link is made anew once for each script
that it was lost under. Nothing that must not run twice (``once``) is ever sent twice.
"""

from __future__ import annotations

import secrets
import shlex
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from probes import evidence
from probes.duplex import Duplex
from probes.sections import Login
from probes.sessions import ASIDE, MAIN, Sessions
from probes.shell import Pending, Shell, Trouble
from probes.unseen import Unseen
from probes.wire import Wire

if TYPE_CHECKING:
    from paramiko import Channel

MUCH = 8
PATIENCE, MOMENT = 20, 0.05
"""Tries, and seconds between them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a host cost so far. ``round_trips`` are those that had to wait for one another; ``sent`` and ``received`` are bytes."""

    logins: int
    round_trips: int
    scripts: int
    sent: int
    received: int


class Link:
    """``name`` is what the estate calls the host. Connects when first asked."""

    def __init__(self, name: str, to: Login) -> None:
        self.name, self.to, self.wire = name, to, Wire(name, to)
        self._lock, self._scripts, self._memo = threading.RLock(), 0, dict[str, Pending]()
        self._sessions = Sessions(self.wire, to.command_timeout)

    def open(self) -> None:
        """Log in and start the shell now. Raises Unseen or HostKeyMismatch."""
        with self._lock:
            self._shell(MAIN)

    def run(self, script: str, *, about: str = "", limit: float | None = None, once: bool = False) -> Pending:
        """The answer to a script, asked now or ahead; with ``once`` always now. Raises Unseen when there is none within ``limit`` seconds."""
        with self._lock:
            pending = None if once else self._memo.get(script)
            if pending is None:
                pending = Pending(script, limit or self.to.command_timeout, once)
                self._submit(ASIDE if once else MAIN, (pending,))
        self._settle(pending)
        what = about or script.strip().partition("\n")[0][:80]
        ended = "no answer" if pending.failure else f"exit {pending.status}"
        evidence.note(evidence.Asked(self.name, what, ended, pending.seconds, script))
        if pending.failure:
            raise Unseen(what, self.name, pending.failure)
        return pending

    def ahead(self, scripts: Iterable[str], limit: float | None = None) -> None:
        """Send scripts that will be asked for later, all at once. Raises Unseen or HostKeyMismatch when there is no link."""
        with self._lock:
            new = [Pending(script, limit or self.to.command_timeout) for script in dict.fromkeys(scripts) if script not in self._memo]
            for kind, part in self._sessions.deal(new) if len(new) > MUCH else [(self._sessions.idlest(), tuple(new))]:
                self._submit(kind, part)

    def forget(self) -> None:
        """Begin a new pass: every script is asked anew, and a host that was down is tried again."""
        with self._lock:
            self._memo = {}
            self.wire.forget()

    def start(self, command: str) -> Duplex:
        """Run one command on a channel of its own, stdin and stdout open, as root and in the same clean environment. Raises Unseen."""
        mark = secrets.token_hex(12)
        channel = self._granted(f"sh -c {shlex.quote(f'echo; echo {mark}; exec {command}')}")
        return Duplex(channel, mark, command.split(maxsplit=1)[0], self.name)

    def another(self) -> Link:
        """The same host by a login of its own, to prove that one can still get in. Close it."""
        return Link(self.name, self.to)

    def close(self) -> None:
        """Log out; a login that is still under way is left to its own deadline, since nobody waits for it any more."""
        if self._lock.acquire(blocking=False):
            self._memo = {}
            self._sessions.clear()
            self.wire.close()
            self._lock.release()

    @property
    def cost(self) -> Cost:
        """What this link cost so far."""
        with self._lock:
            trips, sent, received = self._sessions.cost()
            return Cost(self.wire.logins, self.wire.round_trips + trips, self._scripts, sent, received)

    def _shell(self, kind: str) -> Shell:
        return self._sessions.held(kind) or self._sessions.keep(kind, self._granted("sh"))

    def _granted(self, command: str) -> Channel:
        """A channel. A host that grants no more of them (sshd's MaxSessions) gets back one that only shares the work, once that is done."""
        with self._lock:
            while spare := self._sessions.spare():
                try:
                    return self.wire.channel(command, spare=True)
                except Unseen:
                    for pending in spare.left():
                        self._settle(pending)
                    self._sessions.drop(spare)
                    spare.end()
                    if channel := self._given_back(command):
                        return channel
            return self.wire.channel(command)

    def _given_back(self, command: str) -> Channel | None:
        """The channel that sshd grants in place of one that has ended: it takes a moment until it counts that no more."""
        for _ in range(PATIENCE):
            try:
                return self.wire.channel(command, spare=True)
            except Unseen:
                time.sleep(MOMENT)
        return None

    def _submit(self, kind: str, scripts: tuple[Pending, ...], before: str = "") -> None:
        shell = self._shell(kind)
        self._memo |= {pending.script: pending for pending in scripts if not pending.once}
        self._scripts += len(scripts)
        shell.submit(scripts, before)

    def _settle(self, pending: Pending) -> None:
        while not pending.settled:
            shell = pending.shell
            if shell is not None and (trouble := shell.wait(pending)) is not None:
                self._recover(shell, trouble)

    def _recover(self, shell: Shell, trouble: Trouble) -> None:
        with self._lock:
            kind = self._sessions.drop(shell)
            if kind is None:
                return  # somebody else did
            left = shell.abandon()
            if trouble == "lost":
                self.wire.drop(shell.channel.transport)
            elif not shell.hello.settled and type(shell) is Shell:
                self.wire.down(_stillborn(shell, trouble))
            before = f"kill -KILL -{shell.group}\n" if trouble == "hung" and shell.group > 1 else ""
            self._resend(kind, _go_on(left, trouble) if shell.hello.settled else _go_on(left[1:], None), before)

    def _resend(self, kind: str, scripts: tuple[Pending, ...], before: str) -> None:
        """Slowly: a script that cuts the link at once must neither be taken for a host without a shell nor for the script before it."""
        try:
            shell = self._shell(kind)
            if trouble := shell.wait(shell.hello):
                self.wire.down(_stillborn(shell, trouble))
                self._sessions.drop(shell)
            self._submit(kind, scripts[:1], before)
            if scripts:
                shell.wait(scripts[0])
            self._submit(kind, scripts[1:])
        except Unseen as error:
            for pending in scripts:
                pending.failure = error.because


def _stillborn(shell: Shell, trouble: Trouble) -> str:
    return f"it gives no shell ({shell.last_words or trouble})"


def _go_on(left: list[Pending], trouble: Trouble | None) -> tuple[Pending, ...]:
    """Settle what cannot be asked again, the oldest first of all (when it ever ran); the rest is to be sent once more."""
    for pending in left[:1] if trouble else ():
        pending.losses += 1
        if trouble == "hung":
            pending.failure = f"no answer within {pending.limit:g} s"
        elif trouble == "ended":
            pending.failure = "it ended the shell that it ran in"
        elif pending.losses > 1:
            pending.failure = "the link was lost while it ran, twice"
    for pending in left:
        if pending.once and not pending.settled:
            pending.failure = "the link was lost, and it must not run twice"
    return tuple(pending for pending in left if not pending.settled)
