"""Docker on a host: the daemon and who answers for it, where clients are led, what listens, what is configured.

Sources: dockerd(8), unix(7) on SO_PEERCRED, Docker Engine API GET /info, docker-context(1).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probes.estate import Estate
from probes.host import script
from probes.question import Question

SOCKET = "/run/docker.sock"
RUN = Path(__file__).with_name("docker_run.sh").read_text()
SANDBOX = Path(__file__).with_name("sandbox.sh").read_text()


@dataclass(frozen=True, slots=True)
class Holder:
    """A process; pid 0 is one outside of this container."""

    pid: int
    program: str
    unit: str

    @property
    def words(self) -> str:
        return f"{self.program} ({self.unit or f'process {self.pid}'})" if self.pid else "a process outside of this container"


@dataclass(frozen=True, slots=True)
class Socket:
    """A runtime's socket. ``holders`` listen on a socket of this name in this network namespace; ``peer`` really answered on the path.

    ``name`` and ``root`` are what a Docker daemon there calls its host and its data directory; ``asleep``: only systemd listens.
    """

    path: str
    exists: bool
    asleep: bool
    holders: tuple[Holder, ...]
    peer: Holder | None
    name: str
    root: str


@dataclass(frozen=True, slots=True)
class Relay:
    """A program that is none of Docker's and is told of a runtime's socket or port; ``tcp`` and ``unix`` are what it listens on."""

    program: str
    unit: str
    pid: int
    tcp: tuple[str, ...]
    unix: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Docker:
    """``endpoints`` are (where it is said, name, address) for clients, ``configured`` (where, address) for the daemon.

    ``command`` is the unit's ExecStart without TCP addresses. ``listeners`` are (address, port, programs) of all TCP listeners; ``states`` the systemd states of docker.service and docker.socket.
    """

    hostname: str
    installed: bool
    states: dict[str, dict[str, str]]
    daemons: tuple[Holder, ...]
    sockets: tuple[Socket, ...]
    endpoints: tuple[tuple[str, str, str], ...]
    configured: tuple[tuple[str, str], ...]
    command: str
    listeners: tuple[tuple[str, int, tuple[str, ...]], ...]
    relays: tuple[Relay, ...]
    sandboxing: tuple[str, ...]

    def socket(self, path: str) -> Socket:
        """One socket by its path; /var/run is /run. Raises KeyError when nobody looked at it."""
        real = "/run" + path.removeprefix("/var/run") if path.startswith("/var/run/") else path
        return {socket.path: socket for socket in self.sockets}[real]


def docker(estate: Estate) -> Question[Docker]:
    """``host/docker.py`` -> Docker; it needs python3 on the host."""
    agents = estate.agents
    return Question("Docker", script("docker", agents.user, str(agents.home), agents.unit, str(agents.clone), parts=("logins",)), read)


def read(answer: str) -> Docker:
    told = json.loads(answer)
    return Docker(
        hostname=told["hostname"],
        installed=told["installed"],
        states={"docker.service": told["service"], "docker.socket": told["socket"]},
        daemons=tuple(Holder(**row) for row in told["daemons"]),
        sockets=tuple(map(_socket, told["sockets"])),
        endpoints=tuple((row["where"], row["name"], row["leads"]) for row in told["endpoints"]),
        configured=tuple((row["where"], row["host"]) for row in told["configured"]),
        command=told["command"],
        listeners=tuple((row["address"], row["port"], tuple(row["programs"])) for row in told["listeners"]),
        relays=tuple(Relay(r["program"], r["unit"], r["pid"], tuple(r["tcp"]), tuple(r["unix"])) for r in told["relays"]),
        sandboxing=tuple(told["sandboxing"]),
    )


def _socket(row: dict[str, Any]) -> Socket:
    info = row.get("info") or {}
    return Socket(
        row["path"], row["exists"], row.get("asleep", False), tuple(Holder(**held) for held in row["holders"]),
        Holder(**row["peer"]) if "peer" in row else None, str(info.get("Name") or ""), str(info.get("DockerRootDir") or ""),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying something: whether it worked, and the last words of what did not."""

    worked: bool
    said: str


def run() -> Question[Trial]:
    """Active: import an image of one program, run it without network, remove both, whatever happens."""
    return Question("a container that runs", RUN, _trial, limit=120, once=True)


def sandbox(estate: Estate, *, as_unit: bool) -> Question[Trial]:
    """Active: what Codex does to confine a command (bubblewrap), as the service user, in a login's circumstances or the daemon's."""
    head = f"user={estate.agents.user} unit={estate.agents.unit} as_unit={'yes' if as_unit else ''}"
    return Question("the sandbox of Codex", f"{head}\n{SANDBOX}", _trial, once=True)


def _trial(answer: str) -> Trial:
    verdict, _, said = answer.strip().partition(" ")
    if verdict not in {"worked", "failed"}:
        raise ValueError(answer[:80])
    return Trial(verdict == "worked", said)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    """What an audit asks of agents; the trials are asked when they are allowed."""
    return (docker(estate),)
