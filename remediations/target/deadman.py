"""Takes changes back by itself when nobody confirmed them in time."""

from __future__ import annotations

import os
from pathlib import Path

from remediations.target import journal, locking, runs, timer, work
from remediations.target.processes import run

READERS = {"/etc/ssh/": "ssh", "ssh.s": "ssh", "/etc/network/": "networking", "/etc/nftables": "nftables", "netbird": "netbird"}
"""Who read, maybe at a boot since, what was taken back; by a part of its place."""


def fire(base: Path, name: str, chosen: list[int]) -> None:
    """Take the changes back and let what they bring into force happen again. Whoever holds the lock is cut off, and is ended for it."""
    lock = locking.take(base, name, "the dead-man undo", "the target itself", lambda _: True)
    runs.settle_all(base)
    rows = runs.rollback(work.Run(base, name, allow=True), chosen)
    _bring_into_force([row["place"] for row in rows if row["undone"]])
    journal.write(base, "fired", name, undone=[row["seq"] for row in rows if row["undone"]])
    timer.disarm()
    os.close(lock)


def _bring_into_force(places: list[str]) -> None:
    run("systemctl", "daemon-reload")
    for part, unit in READERS.items():
        if any(part in place for place in places):
            run("systemctl", "try-reload-or-restart", f"{unit}.service")
