"""Takes variables out of where they are set: unit files, environment files, settings, shell files, systemd's manager, tmux servers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from probes.estate import Estate
from remediations.changes import Change, DropAssignments, DropJsonKeys, Syntax
from remediations.changes_running import TmuxUnset, UnitAction, UnsetManager
from remediations.fix import Offences, fix
from remediations.systemd import restarted, revived

FILES = (
    "/etc/systemd/**", "/run/systemd/**", "/usr/lib/systemd/**", "/usr/local/lib/systemd/**", "/etc/default/**", "/etc/environment*",
    "/etc/profile*", "/etc/bash.bashrc", "/etc/zsh/**", "/etc/security/pam_env.conf", "/etc/claude-code/**", "/home/**", "/etc/**", "manager:*", "tmux:*",
)  # fmt: skip
PAM = ("/etc/security/pam_env.conf",)


@fix("safe", touches=(*FILES, "unit:*"))
def drop_trap_variables(offences: Offences, estate: Estate) -> list[Change]:
    """Each place without the names that it sets; systemd reads its files again. Nothing restarts, but a daemon that had given up begins anew."""
    places = _places(offences)
    again = any(offence.data.get("gave_up") for offence in offences)
    return [*_dropped(places, estate), *_reread(places), *(revived(estate.agents.unit) if again else [])]


@fix("disruptive", touches=(*FILES, "unit:*"), needs=("drop_trap_variables",))
def drop_wider_variables(offences: Offences, estate: Estate) -> list[Change]:
    """The same, and the daemon started anew where it or its unit had one."""
    places = _places(offences)
    again = any(offence.data.get("restart") or offence.data.get("gave_up") for offence in offences)
    return [*_dropped(places, estate), *_reread(places), *(restarted(estate.agents.unit) if again else [])]


def _places(offences: Offences) -> list[dict[str, Any]]:
    """What the offences name, each place once with all its names."""
    merged: dict[tuple[str, str], dict[str, Any]] = {}
    for place in (place for offence in offences for place in offence.data.get("places", ())):
        known = merged.setdefault((place["kind"], place["where"]), {**place, "names": [], "keys": []})
        known["names"] = sorted({*known["names"], *place["names"]})
        known["keys"] = sorted([*known["keys"], *(key for key in place.get("keys", ()) if key not in known["keys"])])
    return list(merged.values())


def _dropped(places: Iterable[dict[str, Any]], estate: Estate) -> list[Change]:
    return [change for place in places for change in _changes(place, estate)]


def _changes(place: dict[str, Any], estate: Estate) -> list[Change]:
    where, names = place["where"], tuple(place["names"])
    if not where.startswith("/") and place["kind"] != "manager":
        return []
    match place["kind"]:
        case "json":
            return [DropJsonKeys(where, tuple(tuple(key) for key in place["keys"]))]
        case "manager":
            return [UnsetManager(name) for name in names]
        case "tmux":
            return [TmuxUnset(where, name, estate.agents.user) for name in names]
    return [DropAssignments(where, names, _syntax(place))]


def _syntax(place: dict[str, Any]) -> Syntax:
    if place["where"] in PAM:
        return "pam"
    return "unit" if place["kind"] == "unit" else "shell" if place["kind"] == "shell" else "environment"


def _reread(places: Iterable[dict[str, Any]]) -> list[Change]:
    return [UnitAction("daemon-reload")] if any(place["kind"] == "unit" for place in places) else []
