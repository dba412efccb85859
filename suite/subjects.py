"""Whom steps and fixes may ask. A fixture lives one pass: what it was told is forgotten when the pass ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from testinfra.host import Host

from probes.estate import Estate
from probes.hostkeys import HostKeyMismatch
from suite import ahead, audit

UNSEEN = 11


@pytest.fixture(scope="session")
def estate(request: pytest.FixtureRequest) -> Estate:
    """What the homelab is called and where it is."""
    found = audit.of(request.config)
    assert found, "only an audit has an estate"
    return found.estate


@pytest.fixture(scope="session")
def patches(request: pytest.FixtureRequest) -> Path:
    """The folder where patches for other repositories are left."""
    found = audit.of(request.config)
    assert found, "only an audit writes patches"
    return found.options.report_dir / "patches"


def _host(name: str) -> Callable[[pytest.FixtureRequest], Iterator[Host]]:
    def host(request: pytest.FixtureRequest) -> Iterator[Host]:
        all_ = ahead.of(request.config)
        try:
            found = all_.host(name)
        except HostKeyMismatch as error:  # who knows whom we would be asking
            pytest.exit(str(error), UNSEEN)
        yield found
        all_.forget(name)

    host.__doc__ = f"The {name} host, as testinfra's Host."
    return host


def _client(system: str) -> Callable[[pytest.FixtureRequest], Iterator[Any]]:
    def client(request: pytest.FixtureRequest) -> Iterator[Any]:
        all_ = ahead.of(request.config)
        yield all_.client(system)
        all_.forget(system)

    client.__doc__ = f"The client of {system}."
    return client


agents, dev = (pytest.fixture(_host(name), scope="session", name=name) for name in ahead.QUESTIONS)
proxmox, pbs, vault, backrest, glance, loki, ntfy, forgejo, netbird, dns, web, pocketid, playbooks, docs = (
    pytest.fixture(_client(system), scope="session", name=system) for system in ahead.SYSTEMS
)
