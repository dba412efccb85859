"""Where the race is run: the lab's hosts behind wires of a chosen length, and the questions of a real audit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lab import toml
from probes import estate as estates
from probes.link import Link
from probes.sections import Login
from suite import ahead
from tests.bench.proxy import Proxy

Asked = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """``estate`` and ``questions`` are files; ``links`` reach the hosts past the wires, to read what they spent."""

    estate: Path
    questions: Path
    links: tuple[Link, ...]
    wires: tuple[Proxy, ...]

    def host_cpu(self) -> float:
        """Seconds that the hosts have computed so far, as their own control groups say."""
        return sum(_used(link) for link in self.links)

    def trips(self) -> int:
        """Round trips so far, on the wire that had most."""
        return max(wire.trips for wire in self.wires)


def _used(link: Link) -> float:
    answer = link.run("cat /sys/fs/cgroup/cpu.stat /sys/fs/cgroup/unified/cpu.stat 2>/dev/null || :", once=True).streams[0] or b""
    return int(answer.split()[1]) / 1e6


def record(estate: Path, here: Path) -> Asked:
    """Run one passive audit and note each script that it asks, in order, as often as it asks."""
    environment = {**os.environ, "ADR023_ESTATE": str(estate), "BENCH_RECORD": str(here / "asked.json")}
    command = [sys.executable, "-m", "pytest", "-p", "tests.bench.recorder", "--no-active", f"--report-dir={here}/out"]
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    return [(host, script) for host, script in json.loads((here / "asked.json").read_text())]


@contextmanager
def ground(file: Path, asked: Asked, here: Path, rtt: float) -> Iterator[Ground]:
    """Lay wires of ``rtt`` seconds to the hosts of an estate; ``here`` is a directory for the files."""
    raw, estate = tomllib.loads(file.read_text()), estates.load(file)
    logins = {name: login for name in ahead.QUESTIONS if (login := getattr(estate.hosts, name))}
    with ExitStack() as stack:
        wires = {name: stack.enter_context(Proxy((login.address, login.port), rtt / 2)) for name, login in logins.items()}
        links = tuple(Link(name, login) for name, login in logins.items())
        for link in links:
            stack.callback(link.close)
        (here / "known_hosts").write_text("".join(_known(login, wires[name].port) for name, login in logins.items()))
        behind = {
            name: {"address": "127.0.0.1", "port": wire.port, "known_hosts": str(here / "known_hosts")} for name, wire in wires.items()
        }
        raw["hosts"] = {name: table | behind.get(name, {}) for name, table in raw["hosts"].items()}
        (here / "estate.toml").write_text(toml.dumps(raw))
        work = [{"login": _plain(logins[name]) | behind[name], "scripts": [s for host, s in asked if host == name]} for name in logins]
        (here / "questions.json").write_text(json.dumps(work))
        yield Ground(here / "estate.toml", here / "questions.json", links, tuple(wires.values()))


def _known(login: Login, port: int) -> str:
    lines = (line.split() for line in login.known_hosts.read_text().splitlines())
    return "".join(f"[127.0.0.1]:{port} {kind} {key}\n" for name, kind, key, *_ in lines if login.address in name.split(","))


def _plain(login: Login) -> dict[str, object]:
    plain: dict[str, object] = json.loads(login.model_dump_json())
    return plain
