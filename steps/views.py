"""How a rule is held against a unit: against each view of it, with one sentence for all faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from probes.processes import Process, Processes
from probes.systemd import Service
from probes.units import Unit
from probes.unseen import Unseen
from steps.outcomes import Violation
from steps.rules import Faults


def held(service: Service, rule: Callable[[Unit], Faults]) -> Faults:
    """The faults of every view of a unit, each said with the view where they differ."""
    by_view = [(unit.seen, rule(unit)) for unit in service.views]
    if len({faults for _, faults in by_view}) == 1:
        return by_view[0][1]
    return tuple(f"{fault} {seen}" for seen, faults in by_view for fault in faults)


def refuse(subject: str, faults: Iterable[str], **offence: Any) -> None:
    """One Violation for all faults; none when there are none."""
    if said := ", ".join(faults):
        raise Violation(f"{subject} {said}", **offence)


def main(processes: Processes) -> Process:
    """The daemon's main process. Raises Unseen when it has none, or none that has begun."""
    if processes.daemon is None:
        raise Unseen("the running daemon", "Remote Control", "its unit has no main process that became the program")
    return processes.daemon
