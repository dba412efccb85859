"""As whom agents commit: the bot's name and address wherever another stands, and none of it in the unit."""

from __future__ import annotations

from typing import Any

from probes.estate import Estate
from remediations.changes import Change, DropAssignments
from remediations.changes_lines import GitConfig
from remediations.changes_running import UnitAction
from remediations.fix import Offences, fix
from remediations.systemd import restarted

TREES = (
    "/home/**",
    "/srv/**",
    "/opt/**",
    "/var/**",
    "/root/**",
    "/etc/gitconfig",
    "/etc/systemd/**",
    "/run/systemd/**",
    "/etc/default/**",
    "/etc/environment*",
    "/etc/profile*",
    "/etc/bash.bashrc",
    "unit:*",
)


@fix("safe", touches=TREES)
def sign_as_bot(offences: Offences, estate: Estate, disruption_allowed: bool) -> list[Change]:
    """Each file that names somebody else names the bot; nothing names anybody: the user's own configuration does.

    Variables leave the unit's files at once; the daemon forgets them at its next start, which is done here only when a restart is allowed.
    """
    data = [offence.data for offence in offences]
    changes: list[Change] = [GitConfig(row["file"], row["key"], row["value"]) for found in data for row in found["settings"]]
    if not changes and not any(found["places"] for found in data):
        changes = _own(data[0]["bot"], estate)
    for place in (place for found in data for place in found["places"]):
        changes += [DropAssignments(place["where"], tuple(place["names"]), place["syntax"]), UnitAction("daemon-reload")]
    again = disruption_allowed and any(found["restart"] for found in data)
    return list(dict.fromkeys([*changes, *(restarted(estate.agents.unit) if again else [])]))


def _own(bot: list[Any], estate: Estate) -> list[Change]:
    file = str(estate.agents.home / ".gitconfig")
    return [
        GitConfig(file, f"user.{key}", value, estate.agents.user, estate.agents.user)
        for key, value in zip(("name", "email"), bot, strict=True)
    ]
