"""The two containers, seen from inside the lab's namespaces: start, stop, bring back to how they were provisioned."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from lab import guests, idmap, lxc
from lab.errors import LabError
from lab.homelab import VMIDS, Homelab
from lab.layers import Layer
from lab.provision import proxmox

BOOT_SECONDS = 120.0
PATIENCE = 5.0
SETTLED = {
    "dev": "[ $state = running ]",
    "agents": """[ "$(systemctl is-active claude-remote-control.service)" = active ] && [ $state = running ] &&
ss -Htn state established '( dport = :443 )' | grep -q .""",
}
"""What is true inside once everything that starts at boot has started, and the daemon has found its relay."""

BOOTED = 3
LOOK = """state=$(systemctl is-system-running --wait 2>/dev/null)
{settled} && exit 0
case $state in running | degraded | maintenance) exit {booted} ;; esac
exit 1"""
"""0 settled, 3 booted but something is not as it should be, else not booted yet."""


def running(lab: Homelab, host: str) -> bool:
    return _lxc("info", lab, host, "-sH", check=False).stdout.strip() == "RUNNING"


_one_at_a_time = {host: threading.RLock() for host in VMIDS}


def start(lab: Homelab, host: str) -> None:
    """Start one container from the node's file, pending changes included, as Proxmox VE does. Raises LabError."""
    folder = lab.containers / host
    guests.settle(guests.path(lab, host))
    guest = guests.read(guests.path(lab, host))
    proxmox.write(Layer(folder / "upper", (folder / "layer", lab.image), idmap.root_of(lab)), guest, lab)
    (folder / "config").write_text(lxc.render(lab, host, guest))
    log = folder / "log"
    started = _lxc("start", lab, host, "-d", "-o", str(log), "-l", "WARN", check=False)
    if started.returncode:
        msg = f"container {host} did not start: {started.stderr.strip()}\n{_tail(log)}"
        raise LabError(msg)


def stop(lab: Homelab, host: str) -> None:
    _lxc("stop", lab, host, "-k", check=False)


def restart(lab: Homelab, host: str) -> None:
    """Stop and start with what the node's file says now; the container keeps its changes."""
    with _one_at_a_time[host]:
        stop(lab, host)
        start(lab, host)
        wait_booted(lab, host)


def reset(lab: Homelab, host: str) -> None:
    """Drop every change of the container and of its volumes, and start it."""
    with _one_at_a_time[host]:
        stop(lab, host)
        fresh(lab, host)
        start(lab, host)
        wait(lab, host)


def fresh(lab: Homelab, host: str) -> None:
    """An empty upper layer and empty volumes; the old ones are removed in the background."""
    folder = lab.containers / host
    trash = lab.root / f".trash-{host}-{time.time_ns()}"
    trash.mkdir()
    for old in (folder / "upper", folder / "work"):
        if old.exists():
            old.rename(trash / old.name)
    for old in lab.volumes.glob(f"*/subvol-{VMIDS[host]}-*"):
        old.rename(trash / old.name)
    (folder / "upper").mkdir(parents=True)
    root = idmap.root_of(lab)
    for owned in (folder, folder / "upper"):
        os.chown(owned, root, root)
    threading.Thread(target=shutil.rmtree, args=(trash, True), daemon=True).start()


def attach(lab: Homelab, host: str, argv: Sequence[str]) -> list[str]:
    """The command that runs ``argv`` as root in a container, from inside the lab, with a clean environment."""
    environment = ("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8", "TERM=dumb")
    sets = [word for pair in environment for word in ("--set-var", pair)]
    return ["lxc-attach", "-P", str(lab.containers), "-n", host, "--clear-env", *sets, "--", *argv]


def wait(lab: Homelab, host: str) -> None:
    """Until ssh answers and what starts at boot has started. Raises LabError after two minutes, or when something failed for good."""
    end = time.monotonic() + BOOT_SECONDS
    while (seen := _look(lab, host)) != 0:
        if time.monotonic() > end or not running(lab, host) or (seen == BOOTED and _degraded(lab, host)):
            msg = f"container {host} did not settle: {_state(lab, host)}"
            raise LabError(msg)
        time.sleep(0.05)


def wait_booted(lab: Homelab, host: str) -> None:
    """Until it has booted, and then some seconds for what may start later: after a change that was made on purpose, not everything need be well."""
    end = time.monotonic() + BOOT_SECONDS
    while (seen := _look(lab, host)) != 0 and time.monotonic() < end:
        if seen == BOOTED:
            end = min(end, time.monotonic() + PATIENCE)
        if not running(lab, host):
            msg = f"container {host} died: {_tail(lab.containers / host / 'log')}"
            raise LabError(msg)
        time.sleep(0.1)


def answers(address: str) -> bool:
    """Whether a server greets at the ssh port."""
    try:
        with socket.create_connection((address, 22), 0.5) as link:
            link.settimeout(2)
            return link.recv(4) == b"SSH-"
    except OSError:
        return False


def _look(lab: Homelab, host: str) -> int:
    if not answers(lab.hosts[host]):
        return 1
    script = LOOK.format(settled=SETTLED[host], booted=BOOTED)
    return subprocess.run(attach(lab, host, ["sh", "-c", script]), check=False, capture_output=True, timeout=BOOT_SECONDS).returncode


def _degraded(lab: Homelab, host: str) -> bool:
    """Booted, and something failed: that never mends itself."""
    told = subprocess.run(attach(lab, host, ["systemctl", "is-system-running"]), check=False, capture_output=True, text=True, timeout=20)
    return told.stdout.strip() == "degraded"


def _state(lab: Homelab, host: str) -> str:
    ask = "systemctl is-system-running; systemctl --failed --no-legend; systemctl list-jobs --no-legend; systemctl is-active claude-remote-control"
    told = subprocess.run(attach(lab, host, ["sh", "-c", ask]), check=False, capture_output=True, text=True, timeout=20)
    return " / ".join(told.stdout.split("\n")) + told.stderr.strip() + _tail(lab.containers / host / "log")


def _lxc(verb: str, lab: Homelab, host: str, *words: str, check: bool) -> subprocess.CompletedProcess[str]:
    command = [f"lxc-{verb}", "-P", str(lab.containers), "-n", host, *words]
    return subprocess.run(command, check=check, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-5:]) if log.exists() else ""
