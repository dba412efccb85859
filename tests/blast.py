"""What a repair touched, held against what its fixes declare and what its plan names.

Keys: ``agents:/path`` and ``agents:UNIT`` on a host, ``service NAME/FILE`` of a stand-in, and ``system:object`` (tests.objects).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import cache
from shlex import quote

from remediations.changes_backrest import TakeFromPlan
from remediations.changes_identity import VaultAlias
from remediations.changes_proxmox import RestartContainer, SetOption
from remediations.changes_running import Command, UnitAction
from remediations.plan import Plan
from tests.repairs import declared

KEPT = {f"agents:/etc/{name}-" for name in ("passwd", "shadow", "group", "gshadow")}
"""What the tools of Debian keep of such a file as it was before, whoever changes it."""
WAITING = "proxmox:lxc/140/pending"
OURS = ("/etc/systemd/system/adr023-undo.*", "/etc/systemd/system/timers.target.wants/adr023-undo.timer")


def undeclared(touched: Iterable[str], made: Plan) -> list[str]:
    """What none of the fixes behind these steps may touch."""
    patterns = [*OURS, *(pattern for tag in {tag for step in made.steps for tag in step.fixes} for pattern in _touches(tag))]
    return [key for key in touched if not any(_covers(pattern, key) for pattern in patterns)]


@cache
def _touches(tag: str) -> tuple[str, ...]:
    return declared()[tag][0].touches


def _covers(pattern: str, key: str) -> bool:
    host, _, rest = _of_old(key).partition(":")
    if host == "agents" and rest.startswith("/"):
        return _matches(rest, pattern) or _matches(f"{rest}/", pattern) or pattern.startswith("package:")
    return _matches(f"unit:{rest}" if host == "agents" else key, pattern) or _way(pattern, key)


def _of_old(key: str) -> str:
    """A link of /etc/rc?.d is its unit's: systemctl enables and disables a script of old along with the unit of that name."""
    return re.sub(r"^agents:/etc/rc.\.d/[SK]\d\d(.+)$", r"agents:\1.service", key)


def _matches(place: str, pattern: str) -> bool:
    return fnmatch(place, pattern.replace("**", "*"))


def unplanned(touched: Iterable[str], made: Plan) -> list[str]:
    """What no step names: its own place, what lies below it, the directories on the way, the links of a unit."""
    places = [place for step in made.steps for place in _places(step.change)]
    return [key for key in touched if key not in KEPT and not any(_named(place, key) for place in places)]


def _places(change: object) -> list[str]:
    """Its place, and what else it moves by its nature: whoever joins or leaves a group is in both files of groups, and a command that puts its place aside says so."""
    place: str = change.place  # type: ignore[attr-defined]
    more = {RestartContainer: ["unit:*", "proxmox:lxc/140/*"], SetOption: [WAITING], VaultAlias: ["vault:identity/*"]}
    if isinstance(change, Command) and f"mv {quote(place)} {quote(f'{place}.adr023')}" in change.do:
        return [place, f"{place}.adr023"]
    return [place, *(["/etc/gshadow"] if place == "/etc/group" else []), *more.get(type(change), [])]


def _named(place: str, key: str) -> bool:
    host, _, rest = _of_old(key).partition(":")
    if host != "agents":
        return _matches(key, place) or _way(place, key)
    if place.startswith("package:"):
        return True
    if place.startswith("unit:"):
        unit, folder = place.removeprefix("unit:"), rest.endswith((".wants", ".requires"))  # made with its first link, gone with its last
        return (
            folder
            or rest.endswith(f"/{unit}")
            or rest in {unit, f"{unit}.service"}
            or unit == "*"
            or _way(f"/etc/systemd/system/{unit}", rest)
        )
    return _matches(rest, place) or rest.startswith(f"{place}/") or _way(place, rest) or fnmatch(rest, OURS[0])


def _way(place: str, rest: str) -> bool:
    return place.startswith(f"{rest}/")


def unmoved(before: dict[str, str], after: dict[str, str], made: Plan) -> list[str]:
    """Units that the plan restarts, and that run on as they did."""
    units = [
        step.change.unit
        for step in made.steps
        if isinstance(step.change, UnitAction) and step.change.verb == "restart" and not step.change.user
    ]
    return [unit for unit in units if f"agents:{unit}" in after and before.get(f"agents:{unit}") == after[f"agents:{unit}"]]


def left(moved: Iterable[str], made: Plan) -> list[str]:
    """What a rollback left as the repair had made it; units have run on meanwhile."""
    final = [pattern for step in made.steps for pattern in _final(step.change)]
    return [key for key in moved if key not in KEPT and not _is_unit(key) and not any(_matches(key, pattern) for pattern in final)]


def _final(change: object) -> list[str]:
    """What cannot be put back: what a restart brought into force, what waited beside a value that was set, what git calls prunable, and what no journal keeps for its secrets."""
    if isinstance(change, RestartContainer):
        return ["proxmox:lxc/140/*"]
    if isinstance(change, SetOption):
        return [WAITING]
    if isinstance(change, Command) and change.leaves:
        return [f"agents:{change.place}/*"]
    return [change.place] if isinstance(change, TakeFromPlan) and (change.flags or change.hooks) else []


def _is_unit(key: str) -> bool:
    host, _, rest = key.partition(":")
    return host in {"agents", "dev"} and not rest.startswith("/")
