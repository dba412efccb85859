"""Variables that live in a running program: systemd's manager and tmux servers. Their values stay in the backup on the target."""

from __future__ import annotations

import json
from typing import Any

from remediations.target.processes import must, run
from remediations.target.units import systemctl

State = dict[str, Any]
MANAGER = ("org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", "Environment")


def look_manager(change: State) -> State:
    """{"value": text or None}, from the manager's own property, which needs no unquoting (org.freedesktop.systemd1(5))."""
    asked = ("--json=short", "get-property", *MANAGER)
    words = [*systemctl(change)[:-2], "busctl", "--user", *asked] if change.get("user") else ["busctl", "--system", *asked]
    pairs = json.loads(must(*words))["data"]
    values = [pair.split("=", 1)[1] for pair in pairs if pair.startswith(f"{change['name']}=")]
    return {"value": values[-1] if values else None}


def put_manager(change: State, state: State) -> None:
    """Unset it, or set the value that was there."""
    if state["value"] is None:
        must(*systemctl(change), "unset-environment", change["name"])
    else:
        must(*systemctl(change), "set-environment", f"{change['name']}={state['value']}")


def look_tmux(change: State) -> State:
    """{"value": text or None} of the server's global environment; no server, no value."""
    answer = run(*_tmux(change), "show-environment", "-g", change["name"], user=change["user"])
    name, equals, value = answer.out.rstrip("\n").partition("=")
    return {"value": value if answer.code == 0 and equals and name == change["name"] else None}


def put_tmux(change: State, state: State) -> None:
    """Unset it, or set the value that was there; panes that are open keep theirs either way."""
    if state["value"] is None:
        must(*_tmux(change), "set-environment", "-g", "-u", change["name"], user=change["user"])
    else:
        must(*_tmux(change), "set-environment", "-g", change["name"], state["value"], user=change["user"])


def _tmux(change: State) -> list[str]:
    return ["tmux", "-S", change["socket"]]


def without(_: State, __: State) -> State:
    """A variable that is gone."""
    return {"value": None}
