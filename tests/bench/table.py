"""The bench's words: one table per round-trip time, then the ratios and what they are meant to be."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.bench.measure import Sample

HEAD = f"{'':24}{'seconds':>9}{'x limit':>9}{'cpu':>8}{'host cpu':>10}{'MB':>7}{'trips':>7}"
AUDIT_LIMIT = {0: 2.2, 30: 1.7, 100: 1.4}
STOCK_ASKING = {("paramiko", 0): 6, ("paramiko", 30): 11, ("paramiko", 100): 15}


def show(rtt: int, asked: Sequence[object], found: dict[str, Sample]) -> None:
    """Print one table and its ratios."""
    lines = [
        f"\nround trip {rtt} ms; an audit asks {len(asked)} times, {len(set(asked))} different questions",
        HEAD,
        *(_row(name, s, found["limit"]) for name, s in found.items()),
    ]
    sys.stdout.write("\n".join([*lines, *_ratios(rtt, found), ""]))
    sys.stdout.flush()


def _row(name: str, s: Sample, limit: Sample) -> str:
    return f"{name:24}{s.wall:9.3f}{s.wall / limit.wall:9.2f}{s.cpu:8.2f}{s.host_cpu:10.2f}{s.memory:7.0f}{s.trips:7}"


def _ratios(rtt: int, found: dict[str, Sample]) -> list[str]:
    audit, limit, floor = found["audit"], found["limit"], found["pytest-bdd, no host"]
    lines = [
        _aim("audit / limit", audit.wall / limit.wall, "<=", AUDIT_LIMIT.get(rtt)),
        _aim("(audit - floor) / limit", (audit.wall - floor.wall) / limit.wall, "<=", 1.1),
        _aim("round trips of an audit", audit.trips, "<=", 10 if rtt else None),
        _aim("peak memory, MB", audit.memory, "<=", 150),
    ]
    ours = found["our connection"]
    for kind in ("paramiko", "ssh") if "audit by ssh" in found else ():
        lines += [
            _aim(f"asking by {kind} / our connection", found[f"asking by {kind}"].wall / ours.wall, ">=", STOCK_ASKING.get((kind, rtt))),
            _aim(f"audit by {kind} / audit", found[f"audit by {kind}"].wall / audit.wall, ">=", None),
            _aim(f"host cpu, audit / by {kind}", audit.host_cpu / found[f"audit by {kind}"].host_cpu, "<=", 0.5),
        ]
    return lines


def _aim(what: str, is_: float, sign: str, aim: float | None) -> str:
    met = "" if aim is None else f"   aim {sign} {aim:g}: {'met' if (is_ <= aim if sign == '<=' else is_ >= aim) else 'MISSED'}"
    return f"  {what:30}{is_:8.2f}{met}"
