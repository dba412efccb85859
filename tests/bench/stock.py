"""``pytest -p tests.bench.stock``: the same audit on a backend of testinfra as shipped ($BENCH_STOCK: paramiko or ssh), which sends a command whenever a step asks."""

from __future__ import annotations

import os
from typing import Any

import pytest
import testinfra
from testinfra.host import Host

from probes.link import Link
from probes.shell import Pending
from suite import ahead

patch = pytest.MonkeyPatch()


def pytest_configure() -> None:
    kind, hosts = os.environ["BENCH_STOCK"], dict[str, Host]()

    def run(self: Link, script: str, **_: Any) -> Pending:
        if self.name not in hosts:
            hosts[self.name] = stock(kind, self)
        answer = hosts[self.name].run(script)
        return Pending(script, 0, status=answer.rc, streams=[answer.stdout_bytes, answer.stderr_bytes])

    patch.setattr(Link, "run", run)
    patch.setattr(ahead, "_ask_later", lambda *_: None)
    for early in ("open", "ahead"):
        patch.setattr(Link, early, lambda *_: None)


def stock(kind: str, link: Link) -> Host:
    """A host of testinfra's own."""
    to = link.to
    extra = {"ssh_extra_args": f"-oUserKnownHostsFile={to.known_hosts}"} if kind == "ssh" else {}
    return testinfra.get_host(f"{kind}://{to.user}@{to.address}:{to.port}", ssh_identity_file=str(to.key), **extra)


def pytest_unconfigure() -> None:
    patch.undo()
