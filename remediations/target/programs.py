"""Packages, and the few commands that nothing else fits."""

from __future__ import annotations

from typing import Any

from remediations.target.processes import must, run
from remediations.target.refused import Refused

State = dict[str, Any]


def look_packages(change: State) -> State:
    """{"installed": names of all packages that are installed} when one is missing, so that an undo removes what came along."""
    shown = must("dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n")
    installed = {line.split()[1] for line in shown.splitlines() if line.startswith("ii")}
    lacking = sorted(set(change["names"]) - installed)
    return {"lacking": lacking, "installed": sorted(installed) if lacking else []}


def want_packages(_: State, __: State) -> State:
    """None missing."""
    return {"lacking": [], "installed": []}


def put_packages(change: State, state: State, *, undo: bool) -> None:
    """Install, or remove exactly what was not there before; what an interrupted dpkg left half done is finished first."""
    run("dpkg", "--configure", "-a", deadline=600)
    if not undo:
        must("apt-get", "install", "-y", "--no-install-recommends", *change["names"], deadline=600)
        return
    shown = must("dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n")
    added = {line.split()[1] for line in shown.splitlines() if line[1:2] not in "nc"} - set(state["installed"])
    if state["lacking"] and added:
        must("apt-get", "purge", "-y", *sorted(added), deadline=600)


def look_command(change: State) -> State:
    """{"holds": whether the change's own test says that it is so}."""
    return {"holds": run(*change["holds"], user=change["user"]).code == 0}


def want_command(_: State, __: State) -> State:
    """It holds."""
    return {"holds": True}


def put_command(change: State, state: State, *, undo: bool) -> None:
    """Run the command, or its declared undo when it did not hold before."""
    if not undo:
        must(*change["do"], user=change["user"], deadline=change["deadline"])
    elif not state["holds"] and change["undo"]:
        must(*change["undo"], user=change["user"], deadline=change["deadline"])
    elif not state["holds"] and not change["leaves"]:
        raise Refused("failed", f"{change['does']} has no undo")
