"""What a host accepts from outside: listening sockets, ports that Docker publishes, ports that the firewall redirects. Source: ss(8), iptables-save(8)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.host import script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Listener:
    """``protocol`` tcp or udp; ``program`` and ``unit`` empty where nobody could tell; ``pid`` 0 for what is no process of the host."""

    protocol: str
    address: str
    port: int
    program: str
    pid: int
    unit: str


def listeners() -> Question[tuple[Listener, ...]]:
    """Everything beyond loopback, of both families; looked at twice. Takes half a second and a little."""
    return Question("what listens", script("listeners"), lambda told: tuple(Listener(**row) for row in json.loads(told)))


def ahead(_: Estate) -> tuple[Question[Any], ...]:
    return (listeners(),)
