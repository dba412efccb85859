"""The log shipper on a host: its unit, whether it may read the journal, and what the journal's newest entry is. Source: journalctl(1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Shipper:
    """``reads`` is None when it does not run. ``newest`` is the time, in nanoseconds, of the newest entry that a unit wrote, ``by`` that unit."""

    load: str
    enabled: str
    active: str
    reads: bool | None
    newest: int
    by: str


def shipper(unit: str) -> Question[Shipper]:
    """Asked before Loki is, so that what Loki then lacks has had its time to arrive."""
    return Question(f"the log shipper {unit}", plain_script("shipper", unit=unit), read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (shipper(estate.loki.shipper),) if estate.loki else ()


def read(told: str) -> Shipper:
    """Raises KeyError or IndexError when the unit or the journal was not seen."""
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    unit = dict(rest.split("=", 1) for mark, rest in lines if mark == "U")
    at, by = next(rest for mark, rest in lines if mark == "J").split(" ", 1) if any(mark == "J" for mark, _ in lines) else _nothing()
    reads = [rest == "yes" for mark, rest in lines if mark == "R"]
    return Shipper(unit["LoadState"], unit.get("UnitFileState", ""), unit["ActiveState"], reads[0] if reads else None, int(at) * 1000, by)


def _nothing() -> tuple[str, str]:
    msg = "no unit has written to the journal"
    raise ValueError(msg)


def write_marked(mark: str) -> Question[str]:
    """A line with this mark, logged by a unit of its own, which systemd forgets at once. Active: it writes one line."""
    unit = f"adr023-log-drill-{mark}"
    return Question(
        "a marked line", f"systemd-run --quiet --collect --wait --unit={unit} echo {mark} </dev/null", lambda _: f"{unit}.service"
    )
