"""Changes to a container's configuration, its restart, and the tasks that tell of it (pve-container, LXC/Config.pm: vmconfig_hotplug_pending)."""

from __future__ import annotations

import json
import re
import subprocess
import threading
import time
from typing import Any

from lab import containers, guests, lxc
from lab.errors import LabError
from lab.services import http, pve_conf
from lab.services.pve_call import Call, refuse, refuse_parameters
from lab.services.pve_guests import HOSTS, HOT, Guest, check_settable, find, running

_writing = threading.Lock()


def update(call: Call, node: str, vmid: str) -> None:
    """What may change on a running guest changes at once, the rest waits for its restart."""
    guest = find(call, node, vmid)
    check_settable(call, vmid)
    with _writing:
        _compare_digest(call, guest)
        sections = pve_conf.parse(guest.file.read_text())
        _change(call, sections, stopped=not running(call, guest))
        http.record(
            call.state,
            call.request,
            [*call.params.keys() - {"digest", "delete", "revert"}, *_names(call, "delete"), *_names(call, "revert")],
        )
        http.put(guest.file, pve_conf.render(sections))
    _hold_to_limits(call, guest)


def _hold_to_limits(call: Call, guest: Guest) -> None:
    """A changed size of memory or cores is felt at once by a container that runs."""
    host = HOSTS.get(guest.vmid)
    if host and call.params.keys() & {"cores", "memory"} and (call.lab.containers / host / "config").exists():
        for key, value in lxc.limits(guests.read(guest.file)):
            subprocess.run(["lxc-cgroup", "-P", call.lab.containers, "-n", host, key, value], check=True, capture_output=True)


def _compare_digest(call: Call, guest: Guest) -> None:
    if "digest" in call.params and call.text("digest") != pve_conf.digest(guest.file):
        raise refuse(500, "detected modified configuration - file changed by other user? Try again.")


def _names(call: Call, key: str) -> set[str]:
    return {name for name in re.split(r"[,; ]+", call.text(key)) if name}


def _change(call: Call, sections: dict[str, pve_conf.Pairs], *, stopped: bool) -> None:
    now = pve_conf.options(sections[""])
    pending = pve_conf.options(sections.get(pve_conf.PENDING, []))
    waiting_to_go = pve_conf.dropped(pending) - _names(call, "revert")
    pending = {key: value for key, value in pending.items() if key not in {"delete", *_names(call, "revert"), *call.params}}
    asked = {key: call.text(key) for key in call.params if key not in {"digest", "delete", "revert"}}
    at_once = {key for key in asked.keys() | _names(call, "delete") if stopped or _hot(key, now)}
    sections[""] = pve_conf.changed(sections[""], {key: asked[key] for key in at_once & asked.keys()}, at_once & _names(call, "delete"))
    pending |= {key: asked[key] for key in asked.keys() - at_once if now.get(key) != asked[key]}
    gone = (waiting_to_go | (_names(call, "delete") - at_once)) - asked.keys()
    sections.pop(pve_conf.PENDING, None)
    if pending or gone:
        sections[pve_conf.PENDING] = sorted({**pending, **({"delete": ",".join(sorted(gone))} if gone else {})}.items())


def _hot(key: str, now: dict[str, str]) -> bool:
    kind = re.sub(r"\d+$", "", key)
    return key in HOT or kind == "net" or (kind == "mp" and key not in now)


def reboot(call: Call, node: str, vmid: str) -> Any:
    """A task that restarts the container, which brings pending changes into force; the answer is its name."""
    guest = find(call, node, vmid)
    if not running(call, guest):
        raise refuse(500, f"CT {vmid} not running")
    upid = f"UPID:{node}:{threading.get_native_id():08X}:{int(time.monotonic() * 100):08X}:{int(time.time()):08X}:vzreboot:{vmid}:{call.token}:"
    http.record(call.state, call.request, ["reboot"])
    _note(call, upid, {"status": "running"})
    threading.Thread(target=_restart, args=(call, upid, guest), daemon=True).start()
    return upid


def _restart(call: Call, upid: str, guest: Guest) -> None:
    """Through the lab for its own containers; a guest that exists on paper only gets its pending changes."""
    host = HOSTS.get(guest.vmid)
    try:
        if host and (call.lab.containers / host / "config").exists():
            containers.restart(call.lab, host)
        else:
            guests.settle(guest.file)
    except LabError as error:
        _note(call, upid, {"status": "stopped", "exitstatus": f"startup for container '{guest.vmid}' failed: {error}"})
    else:
        _note(call, upid, {"status": "stopped", "exitstatus": "OK"})


def _note(call: Call, upid: str, outcome: dict[str, str]) -> None:
    folder = call.state / "tasks"
    folder.mkdir(exist_ok=True)
    draft = folder / f".{upid}"  # whoever polls must find the old note or the new one
    draft.write_text(
        json.dumps({"upid": upid, "type": "vzreboot", "user": call.token.split("!")[0], "node": upid.split(":")[1], **outcome})
    )
    draft.replace(folder / upid)


def task(call: Call, node: str, upid: str) -> Any:
    """Its owner may always ask, others need Sys.Audit on the node."""
    file = call.state / "tasks" / upid
    if "/" in upid or not file.exists():
        raise refuse_parameters(upid="unable to parse worker upid") if not upid.startswith("UPID:") else refuse(500, "no such task")
    told = json.loads(file.read_text())
    if told["user"] != call.token.split("!")[0]:
        call.need(f"/nodes/{node}", "Sys.Audit")
    return told
