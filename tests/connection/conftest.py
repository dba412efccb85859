"""A real sshd on a high port of this machine, for tests that need no lab."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from testinfra.host import Host

from probes import connection
from probes.link import Link
from probes.sections import Login

USERS = {
    "user": "",
    "guest": """command="echo 'sudo: a password is required' >&2; exit 1" """,
    "noisy": """command="echo welcome; echo to all >&2; eval $SSH_ORIGINAL_COMMAND" """,
}
"""Keys that may log in, with the options of their lines in authorized_keys."""


@dataclass(frozen=True)
class Sshd:
    """``directory`` holds its keys: host, user, known_hosts."""

    port: int
    directory: Path

    def login(self, **other: object) -> Login:
        here = {"address": "127.0.0.1", "port": self.port, "user": os.environ.get("USER", "root")}
        files = {"key": self.directory / "user", "known_hosts": self.directory / "known_hosts"}
        return Login.model_validate({**here, **files, "command_timeout": 5, "connect_timeout": 5, **other})

    def behind(self, port: int, here: Path) -> Login:
        """The login by another port that leads to this one; ``here`` is a directory for its known_hosts."""
        known = here / "known"
        known.write_text((self.directory / "known_hosts").read_text().replace(str(self.port), str(port)))
        return self.login(port=port, known_hosts=known)


def new_key(file: Path) -> str:
    """Make a key pair; the public line."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    return file.with_suffix(".pub").read_text()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "sshd did not start"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """An OpenSSH server of this machine's own, with one key that may log in."""
    with serving(tmp_path_factory.mktemp("sshd")) as found:
        yield found


@contextmanager
def serving(here: Path, *within: str, option: str = "") -> Iterator[Sshd]:
    """Such a server with its files in ``here``, started by the command ``within``; ``option`` is one more line of its configuration."""
    program = shutil.which("sshd", path="/usr/sbin:/usr/bin")
    if program is None:
        pytest.skip("openssh-server is not installed")
    port = _free_port()
    host_key = new_key(here / "host")
    (here / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}")
    (here / "authorized").write_text("".join(f"{options}{new_key(here / name)}" for name, options in USERS.items()))
    Path("/run/sshd").mkdir(exist_ok=True)
    lines = [f"Port {port}", "ListenAddress 127.0.0.1", f"HostKey {here}/host", f"AuthorizedKeysFile {here}/authorized", "StrictModes no"]
    (here / "config").write_text(
        "\n".join([*lines, "PasswordAuthentication no", "UsePAM no", "PidFile none", "MaxStartups 100", option, ""])
    )
    with (here / "log").open("wb") as log, subprocess.Popen([*within, program, "-D", "-e", "-f", here / "config"], stderr=log) as server:
        try:
            _wait_for(port, server)
            yield Sshd(port, here)
        finally:
            server.terminate()


@pytest.fixture
def link(sshd: Sshd) -> Iterator[Link]:
    """A link of its own to that server."""
    link = Link("here", sshd.login())
    yield link
    link.close()


@pytest.fixture
def here(sshd: Sshd) -> Iterator[Host]:
    """That server as testinfra's Host."""
    host = connection.host("here", sshd.login())
    yield host
    connection.link_of(host).close()
