"""Puts the daemon's unit right: by drop-ins of our own, which leave the operator's files as they are."""

from __future__ import annotations

from probes.estate import Estate
from remediations.changes import Change
from remediations.changes_running import UnitAction
from remediations.fix import Offences, fix


def restarted(unit: str) -> list[Change]:
    """Read again and started anew, also when it had given up; after all files are in place."""
    return [UnitAction("daemon-reload"), UnitAction("reset-failed", unit), UnitAction("restart", unit)]


@fix("disruptive", touches=("unit:*",), needs=("drop_trap_variables", "drop_wider_variables"))
def restart_daemon(offences: Offences, estate: Estate) -> list[Change]:
    """A process as its unit now says. Sessions that are open come back within hours, under a new environment URL."""
    assert offences
    return restarted(estate.agents.unit)
