"""Everybody is asked early and side by side: hosts and APIs get their questions in threads while pytest still collects.

A probe module may offer ``ahead(estate)`` and ``ahead_dev(estate)``: the questions that an audit will ask of agents and of dev; and
``later(agents, estate)``: those that follow from an answer to one of these. A client that ``connect`` returns may offer ``ahead()``: it fills
the client's own memory and swallows nothing, since what it could not see is asked again.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.pool import AsyncResult, ThreadPool
from typing import Any

import pytest
from testinfra.host import Host

import probes
from probes import connection
from probes.estate import Estate
from probes.link import Cost
from probes.question import Question
from probes.unseen import Unseen
from reports import redact
from suite import audit

THREADS = 10
SWITCH = 0.0005
"""Seconds after which Python lets another thread go on: who waits for a host must not stand behind ten that load their libraries, 5 ms each."""
QUESTIONS = {"agents": "ahead", "dev": "ahead_dev"}
SYSTEMS = (
    "proxmox", "pbs", "vault", "backrest", "glance", "loki", "ntfy", "forgejo", "netbird", "dns", "web", "pocketid", "playbooks", "docs",
)  # fmt: skip
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # httpx's command line: where rich is installed, importing it costs 0.1 s


class Ahead:
    """The hosts and clients of one run. Hosts stay logged in from pass to pass; clients live one pass."""

    def __init__(self, estate: Estate) -> None:
        sys.setswitchinterval(SWITCH)
        self._estate = estate
        self._pool = ThreadPool(THREADS)  # its threads are daemons: a host that does not answer must not hold up the exit
        logins = {name: getattr(estate.hosts, name) for name in QUESTIONS}
        self._hosts = {name: connection.host(name, login) for name, login in logins.items() if login}
        self._clients: dict[str, AsyncResult[Any]] = {}
        self._sent: dict[str, AsyncResult[tuple[str, ...]]] = {}
        self.passes = 0

    def begin(self, *, whole: bool) -> None:
        """Begin a pass: forget the one before, log in everywhere, and send every question of an audit of the ``whole`` estate."""
        self.passes, self._clients = self.passes + 1, {}
        for name, host in self._hosts.items():
            connection.link_of(host).forget()
            self._sent[name] = (
                self._pool.apply_async(_ask, (host, name, self._estate)) if whole else self._pool.apply_async(_log_in, (host,))
            )
            self._pool.apply_async(_make_fit, (self._sent[name],))
        for later in _offered("later") if whole and "agents" in self._hosts else ():
            self._pool.apply_async(_ask_later, (later, self._sent["agents"], self._hosts["agents"], self._estate))
        for system in SYSTEMS if whole else ():
            if getattr(self._estate, system) is not None and importlib.util.find_spec(f"probes.{system}"):
                self._clients[system] = self._pool.apply_async(_connect, (system, self._estate))

    def host(self, name: str) -> Host:
        """One host, logged in. Raises Unseen, HostKeyMismatch."""
        if name not in self._hosts:
            raise Unseen("anything", name, "the estate does not configure it")
        if name in self._sent:
            self._sent[name].get()
        connection.link_of(self._hosts[name]).open()
        return self._hosts[name]

    def client(self, system: str) -> Any:
        """The client of one system. Raises Unseen when it is not configured or refuses."""
        if getattr(self._estate, system) is None:
            raise Unseen("anything", system, "the estate does not configure it")
        if system not in self._clients:
            self._clients[system] = self._pool.apply_async(_connect, (system, self._estate))
        return self._clients[system].get()

    def turn(self, estate: Estate) -> None:
        """From now on ask the systems of another estate; the hosts stay."""
        self._estate, self._clients = estate, {}

    def forget(self, name: str) -> None:
        """A pass ends for one host or system: whatever is asked next is asked anew."""
        self._clients.pop(name, None)
        if name in self._hosts:
            connection.link_of(self._hosts[name]).forget()

    def costs(self) -> dict[str, Cost]:
        """What each host cost so far."""
        return {name: connection.link_of(host).cost for name, host in self._hosts.items()}

    def keys(self) -> dict[str, str]:
        """The fingerprints of the hosts that were reached."""
        shown = {name: connection.link_of(host).wire.fingerprint for name, host in self._hosts.items()}
        return {name: key for name, key in shown.items() if key}

    def close(self) -> None:
        """Log out everywhere."""
        self._pool.terminate()
        for host in self._hosts.values():
            connection.link_of(host).close()


AHEAD: pytest.StashKey[Ahead] = pytest.StashKey()


def of(config: pytest.Config) -> Ahead:
    """This run's hosts and clients."""
    return config.stash[AHEAD]


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if found := audit.of(config):
        config.stash[AHEAD] = Ahead(found.estate)
        config.stash[AHEAD].begin(whole=_whole(config))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A second pass asks for everything anew, ahead as the first."""
    found = audit.of(item.config)
    if found and of(item.config).passes < len(found.looks):
        of(item.config).begin(whole=_whole(item.config))


def pytest_unconfigure(config: pytest.Config) -> None:
    if AHEAD in config.stash:
        config.stash[AHEAD].close()


def _whole(config: pytest.Config) -> bool:
    """Whether all scenarios run; a few ask for what they need, one at a time."""
    option = config.option
    return not (option.keyword or option.markexpr or option.requirement or option.waive or any("::" in str(arg) for arg in config.args))


def _log_in(host: Host) -> tuple[str, ...]:
    """No script was sent."""
    with suppress(Unseen):  # the link remembers, and says so to whoever asks
        connection.link_of(host).open()
    return ()


def _ask(host: Host, name: str, estate: Estate) -> tuple[str, ...]:
    """The scripts that were sent."""
    scripts = tuple(questions(name, estate))
    with suppress(Unseen):  # as above
        connection.link_of(host).ahead(scripts)
    return scripts


def _make_fit(sent: AsyncResult[tuple[str, ...]]) -> None:
    """Scripts stand in the report as they may be shown, which is found out while the host works."""
    for script in sent.get():
        redact.code(script)


def _ask_later(
    later: Callable[[Host, Estate], Iterator[Question[Any]]], sent: AsyncResult[tuple[str, ...]], host: Host, estate: Estate
) -> None:
    try:
        sent.get()
        for question in later(host, estate):
            connection.link_of(host).ahead((question.script,), question.limit)
    except Unseen:
        return  # whoever asks the same will be told


def _connect(system: str, estate: Estate) -> Any:
    client = importlib.import_module(f"probes.{system}").connect(estate)
    getattr(client, "ahead", lambda: None)()
    return client


def questions(host: str, estate: Estate) -> Iterator[str]:
    """The scripts that an audit of the whole estate asks one host."""
    return (question.script for ahead in _offered(QUESTIONS[host]) for question in ahead(estate))


def _offered(name: str) -> Iterator[Callable[..., Iterable[Question[Any]]]]:
    """What the probes offer under a name."""
    modules = (importlib.import_module(f"probes.{module.name}") for module in pkgutil.iter_modules(probes.__path__))
    return (getattr(module, name) for module in modules if hasattr(module, name))
