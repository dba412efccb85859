"""The state of systemd units, and how it is changed and changed back.

Enabled, masked and linked are symlinks: an undo restores exactly the links that were there, not what systemctl would make of it.
"""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import time
from typing import Any

from remediations.target.processes import must, run
from remediations.target.refused import Refused

State = dict[str, Any]
SYSTEM = "/etc/systemd/system"
EVENTS = ("daemon-reload", "restart", "try-restart", "reload", "reset-failed", "reenable")
BEGINNING = ("start", "restart", "try-restart")
BECOMING = 30
"""Tenths of a second that a process may take to become its program."""
LINKED = {"enable": "enabled", "disable": "disabled", "mask": "masked", "unmask": "unmasked"}
ACTIVE = {"start": "active", "stop": "inactive"}


def look(change: State) -> State:
    """{"is": word, "links": {path: target}, "folders": [path]} for enabling, {"is": word} for starting, {"is": "not yet"} for an event."""
    verb, unit = change["verb"], change["unit"]
    if _asleep(change):
        return _look_asleep(change)
    if verb in LINKED or verb == "reenable":
        word = run(*systemctl(change), "is-enabled", unit).out.strip() or "not-found"
        return {"is": _enabled(verb, word), "links": _links(unit, _top(change)), "folders": _folders(_top(change))}
    if verb in ACTIVE:
        word = _must(change, "show", "-p", "ActiveState", "--value", unit).strip()
        return {"is": "inactive" if verb == "stop" and word in ("failed", "inactive") else word}
    if verb == "set-default":
        return {"is": _must(change, "get-default").strip()}
    return {"is": "not yet"}


def _must(change: State, *words: str) -> str:
    """What systemctl prints. A user's manager that nobody keeps goes as soon as the one who asked it does, so who comes in between asks again."""
    for _ in range(3 if change.get("user") else 1):
        try:
            return must(*systemctl(change), *words)
        except Refused as refused:
            if "not connected" not in refused.sentence:
                raise
            last = refused
    raise last


def _enabled(verb: str, word: str) -> str:
    word = word.removesuffix("-runtime") if verb in ("mask", "unmask") else word
    return "unmasked" if verb == "unmask" and word != "masked" else word


def want(change: State, seen: State) -> State:
    """The same, with the word that the verb leads to."""
    verb = change["verb"]
    if verb == "disable" and seen["is"] in ("static", "indirect", "not-found", "masked", "transient", "generated"):
        return seen  # no link brings any of these back at boot
    word = change["unit"] if verb == "set-default" else {**LINKED, **ACTIVE}.get(verb, "done")
    return {**seen, "is": word}


def put(change: State, state: State, *, undo: bool) -> None:
    """Do the verb; or, taking it back, restore the links, the activity or the default that was there. An event has nothing to take back."""
    verb, unit = change["verb"], change["unit"]
    if _asleep(change):
        _put_asleep(change, state, undo=undo)
    elif not undo:
        _must(change, verb, *([unit] if unit else []))
        if verb in BEGINNING:
            _await_program(change)
    elif "links" in state:
        _relink(unit, state["links"], _top(change))
        _refold(state.get("folders"), _top(change))
        _must(change, "daemon-reload")
    elif verb in ACTIVE:
        _must(change, "start" if state["is"] in ("active", "activating", "reloading") else "stop", unit)
    elif verb == "set-default":
        _must(change, "set-default", state["is"])


def _await_program(change: State) -> None:
    """systemctl is back as soon as there is a process; whoever looks at once sees systemd itself, on its way to become the program."""
    for _ in range(BECOMING):
        pid = _must(change, "show", "-p", "MainPID", "--value", change["unit"]).strip()
        try:
            if os.path.basename(os.readlink(f"/proc/{pid}/exe")) not in ("systemd", "systemd-executor"):
                return
        except OSError:
            return  # it has none, or none any more
        time.sleep(0.1)


def sessions(change: State) -> int:
    """How many processes beside its main one a restart or stop of this unit would end."""
    if change["verb"] not in ("restart", "try-restart", "stop") or _asleep(change):
        return 0
    shown = _must(change, "show", "-p", "TasksCurrent,MainPID,ControlGroup,Type", change["unit"])
    facts = dict(line.split("=", 1) for line in shown.splitlines() if "=" in line)
    return len(_processes(facts.get("ControlGroup", "")) - {facts.get("MainPID", "0")})


def _processes(group: str) -> set[str]:
    found: set[str] = set()
    for root in ("/sys/fs/cgroup", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified"):
        for place, _, files in os.walk(root + group) if group else ():
            if "cgroup.procs" in files:
                with open(os.path.join(place, "cgroup.procs"), encoding="ascii") as lines:
                    found.update(lines.read().split())
    return found


def systemctl(change: State) -> list[str]:
    """systemctl of the system's manager, or of a user's own by its private socket: --machine= needs a bus of the user's, which few have (measured)."""
    user = change.get("user")
    return ["runuser", "-u", user, "--", "env", f"XDG_RUNTIME_DIR={_runtime(user)}", "systemctl", "--user"] if user else ["systemctl"]


def _runtime(user: str) -> str:
    return f"/run/user/{pwd.getpwnam(user).pw_uid}"


def _asleep(change: State) -> bool:
    """Whether this is of a user whose own manager does not run: nothing of it is active or loaded, and links alone say what it would start."""
    user = change.get("user")
    return bool(user) and not os.path.exists(f"{_runtime(str(user))}/systemd/private")


def _look_asleep(change: State) -> State:
    verb, links = change["verb"], _links(change["unit"], _top(change))
    if verb in LINKED:
        masked = "/dev/null" in links.values()
        return {"is": "masked" if masked else "unmasked" if verb == "unmask" else "enabled" if links else "disabled", "links": links}
    return {"is": {"daemon-reload": "done", "reset-failed": "done"}.get(verb, "inactive" if verb in ACTIVE else "not yet")}


def _put_asleep(change: State, state: State, *, undo: bool) -> None:
    verb, top = change["verb"], _top(change)
    if undo and "links" in state:
        _relink(change["unit"], state["links"], top)
    elif verb in ("disable", "unmask", "mask"):
        kept = {path: to for path, to in _links(change["unit"], top).items() if verb == "unmask" and to != "/dev/null"}
        _relink(change["unit"], {f"{top}/{change['unit']}": "/dev/null"} if verb == "mask" else kept, top)
    elif not undo and verb in ("enable", "reenable", "start", "restart"):
        raise Refused("failed", f"the own manager of {change['user']} does not run, so it cannot {verb} {change['unit']}")


def _top(change: State) -> str:
    return os.path.expanduser(f"~{change['user']}/.config/systemd/user") if change.get("user") else SYSTEM


def _links(unit: str, top: str) -> dict[str, str]:
    """Links below ``top`` that are of the unit or lead to it; and those of its script of old, which systemctl moves with them (update-rc.d)."""
    script = unit.removesuffix(".service")
    old = [path for path in glob.glob("/etc/rc?.d/[SK]??*") if os.path.basename(path)[3:] == script and top == SYSTEM]
    found = {path: os.readlink(path) for path in old if os.path.islink(path)}
    for place, folders, files in os.walk(top):
        for name in (*folders, *files):
            path = os.path.join(place, name)
            if os.path.islink(path) and unit in (name, os.path.basename(os.readlink(path))):
                found[path] = os.readlink(path)
    return found


def _relink(unit: str, wanted: dict[str, str], top: str) -> None:
    there = _links(unit, top)
    for path in there.keys() - wanted.keys():
        os.unlink(path)
    for path, target in wanted.items():
        if there.get(path) != target:
            if os.path.lexists(path):
                raise Refused("failed", f"{path} is in the way of a link that was there")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.symlink(target, path)


def _folders(top: str) -> list[str]:
    """The directories of links, which systemctl makes with the first and removes with the last."""
    return [path for path in glob.glob(f"{top}/*.*") if path.endswith((".wants", ".requires", ".upholds")) and os.path.isdir(path)]


def _refold(wanted: list[str] | None, top: str) -> None:
    if wanted is None:  # kept by a version that did not look at them
        return
    there = _folders(top)
    for path in set(wanted) - set(there):
        os.mkdir(path)
    for path in set(there) - set(wanted):
        with contextlib.suppress(OSError):  # somebody else's links lie there by now
            os.rmdir(path)
