"""Causes that stand in the playbooks: what a fix mends on a host, the next Ansible run would bring back."""

from __future__ import annotations

from collections.abc import Iterable

from reports.findings import Observation

ROWS = {
    "environment": ("environment.playbooks", "playbooks.unit"),
    "daemon": ("playbooks.unit",),
    "alerts": ("playbooks.unit",),
    "logs": ("playbooks.labels",),
    "container": ("playbooks.inventory",),
    "access": ("playbooks.agents", "playbooks.shared-role"),
    "network": ("playbooks.agents",),
    "tmux": ("playbooks.agents", "playbooks.shared-role"),
}
"""By chapter of what is mended on a host: the rows that look at what the playbooks would write there."""


def of(ids: Iterable[str], look: dict[str, Observation]) -> str:
    """One sentence, empty when the playbooks are not known to be at fault."""
    rows = dict.fromkeys(
        row for id_ in ids for row in ROWS.get(id_.partition(".")[0], ()) if row in look and look[row].outcome == "not met"
    )
    if not rows:
        return ""
    return f"the playbooks would write it again ({', '.join(rows)}): apply their patch as well, or the next Ansible run undoes this"
