"""Where the words of a unit go before any shipper sees them. Source: systemd.exec(5), journald.conf(5)."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import Any

from probes.estate import Estate
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Outlet:
    """``output``, ``error``, ``namespace`` and ``level`` are the unit's settings as systemd has loaded them; ``storage`` is journald's, by its
    files, as is ``kept``, the level from which on it keeps a line.
    """

    load: str
    output: str
    error: str
    namespace: str
    level: str
    storage: str
    kept: str = "debug"


def outlet(unit: str) -> Question[Outlet]:
    """Reads; changes nothing. Raises Unseen when systemd does not answer."""
    text = (
        f"systemctl show -p LoadState,StandardOutput,StandardError,LogNamespace,LogLevelMax -- {quote(unit)} || exit 1\n"
        "systemd-analyze cat-config systemd/journald.conf 2>/dev/null | grep -E '^(Storage|MaxLevelStore)=' || true\n"
    )
    return Question(f"where {unit} logs to", text, read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (outlet(estate.agents.unit),) if estate.loki else ()


def read(told: str) -> Outlet:
    """Raises KeyError when systemd did not answer."""
    shown = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
    return Outlet(
        shown["LoadState"], shown.get("StandardOutput", ""), shown.get("StandardError", ""), shown.get("LogNamespace", ""),
        shown.get("LogLevelMax", ""), shown.get("Storage", "auto"), shown.get("MaxLevelStore", "debug"),
    )  # fmt: skip
