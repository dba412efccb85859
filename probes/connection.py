"""testinfra's Host on a link of ours: steps see plain ``host.run("cmd %s", arg)`` and never know how it travels."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from testinfra.backend.base import BaseBackend, CommandResult
from testinfra.host import Host

from probes.link import Link
from probes.sections import Login

logging.getLogger("testinfra").setLevel(logging.WARNING)  # at DEBUG it logs every answer, and answers belong in no report


@dataclass(repr=False)
class Answer(CommandResult):  # type: ignore[misc]  # testinfra has no types
    """A command's result whose repr tells no content: tracebacks and assertion messages print it."""

    def __repr__(self) -> str:
        return f"<exit {self.exit_status}, {len(self._stdout)} bytes, {len(self._stderr)} bytes on stderr>"


class LinkBackend(BaseBackend):  # type: ignore[misc]  # testinfra has no types
    """Keyword arguments of ``run`` are those of ``Link.run``: about, limit, once."""

    NAME = "link"
    encoding = "utf-8"  # the stock one asks the host, with python, at the first byte that is not ASCII

    def __init__(self, link: Link) -> None:
        super().__init__(link.name)
        self.link = link

    def run(self, command: str, *args: str, **kwargs: Any) -> Answer:
        """Raises Unseen when there is no answer; an exit status that is not 0 is an answer."""
        script = self.get_command(command, *args)
        pending = self.link.run(script, **kwargs)
        return Answer(self, pending.status, script.encode(), *pending.streams)

    def get_sudo_command(self, command: str, sudo_user: str | None) -> str:
        """As the stock one, but it never waits for a password."""
        as_user = f"-u {self.quote('%s', sudo_user)} " if sudo_user else ""
        return f"sudo -n {as_user}{self.quote('sh -c %s', command)}"

    def decode(self, data: bytes) -> str:
        """UTF-8; any other byte as \\xNN, so that a strange file name is told and not fatal."""
        return data.decode("utf-8", errors="backslashreplace")

    def encode(self, data: str) -> bytes:
        """UTF-8."""
        return data.encode()


def host(name: str, to: Login) -> Host:
    """A testinfra Host that logs in when first asked. ``name`` is what the estate calls it."""
    backend = LinkBackend(Link(name, to))
    host = Host(backend)
    backend.set_host(host)
    return host


def link_of(host: Host) -> Link:
    """The link under a host, for those who need a channel of their own, a second login, or what it cost."""
    backend = host.backend
    assert isinstance(backend, LinkBackend)
    return backend.link
