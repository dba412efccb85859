"""The timer of the dead-man undo: systemd's, and one that a reboot does not forget."""

from __future__ import annotations

import os
from pathlib import Path

from remediations.target import entries
from remediations.target.processes import must

UNITS = "/etc/systemd/system"
NAME = "adr023-undo"
TIMER = "[Unit]\nDescription=Take back run {run} unless it is confirmed\n[Timer]\nOnActiveSec={seconds}\nAccuracySec=1s\n[Install]\nWantedBy=timers.target\n"
SERVICE = "[Unit]\nDescription=Take back run {run}, which nobody confirmed\n[Service]\nType=oneshot\nExecStart=python3 -I {script}\n"


def arm(base: Path, name: str, seconds: float, script: str) -> None:
    """Keep the program that takes the changes back, and set the timer that starts it."""
    file = str(base / "backup" / name / "undo.py")
    _write(file, script, 0o600)
    _write(f"{UNITS}/{NAME}.service", SERVICE.format(run=name, script=file), 0o644)
    _write(f"{UNITS}/{NAME}.timer", TIMER.format(run=name, seconds=seconds), 0o644)
    must("systemctl", "daemon-reload")
    must("systemctl", "enable", f"{NAME}.timer")
    must("systemctl", "restart", f"{NAME}.timer")


def _write(path: str, content: str, mode: int) -> None:
    state = {"content": content, "mode": mode, "uid": os.geteuid(), "gid": os.getegid(), "xattrs": {}}
    entries.put(path, state, lambda: None, lambda _: None)


def disarm() -> None:
    """Stop and remove the timer; nothing to do when there is none."""
    if not armed():
        return
    must("systemctl", "disable", "--now", f"{NAME}.timer")
    for kind in ("timer", "service"):
        os.unlink(f"{UNITS}/{NAME}.{kind}")
    must("systemctl", "daemon-reload")


def armed() -> bool:
    """Whether a timer waits for a confirmation."""
    return os.path.lexists(f"{UNITS}/{NAME}.timer")
