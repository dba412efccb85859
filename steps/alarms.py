"""The rules by which a failure of a unit is told: whom OnFailure= names, and whether the unit can fail at all. Pure, as the other rules."""

from __future__ import annotations

from pathlib import PurePosixPath

from probes.sections import Agents
from probes.units import Unit
from steps import rules
from steps.rules import Faults

SHELLS = ("sh", "bash", "dash", "zsh", "ksh", "fish", "busybox")
CLEAN = frozenset({"0", "130", "143", "TERM", "INT", "HUP", "PIPE"})
"""Exit statuses and signals of a stop that somebody asked for, as systemctl shows them; counting any other as success hides a crash."""
RUN = 1.0
"""Seconds that a daemon which cannot work lives before it exits."""
TOLD_AT_ONCE = 254
"""From this version on systemd passes through `failed` between a crash and the restart, and so alerts at every crash (measured on 252, 257)."""


def of_alert(unit: Unit, agents: Agents) -> Faults:
    """OnFailure= names the estate's alert unit; of a template, the instance for this very unit, with or without its suffix."""
    prefix, at, suffix = agents.alert_unit.partition("@")
    wanted = {f"{prefix}@{name}{suffix}" for name in (unit.name, unit.name.rpartition(".")[0])} if at else {agents.alert_unit}
    if wanted.intersection(unit.on_failure):
        return ()
    named = " and ".join(unit.on_failure)
    return (f"names {named} in OnFailure= instead of an alert for itself" if named else "names no alert unit in OnFailure=",)


def of_failing(unit: Unit, version: int) -> Faults:
    """A crash loop and a program that ends cleanly must both enter `failed`; systemd.service(5), systemd.unit(5) "StartLimitIntervalSec="."""
    program = PurePosixPath(unit.start[0].argv[0]).name if unit.start and unit.start[0].argv else ""
    restart = unit.setting("Restart", "no")
    hidden = sorted(set(unit.setting("SuccessExitStatus").split()) - CLEAN)
    return (
        *(("ignores that its program fails (ExecStart=-)",) if any(command.ignores_failure for command in unit.start) else ()),
        *((f"runs {program}, which outlives the program",) if program in SHELLS else ()),
        *((f"counts exit status {' and '.join(hidden)} as success",) if hidden else ()),
        *(("stays active after its program ended (RemainAfterExit=yes)",) if unit.is_on("RemainAfterExit") else ()),
        *(_of_endings(restart) if restart not in ("always", "on-success") else ()),
        *(_of_loops(unit, version) if restart != "no" else ()),
    )


def _of_endings(restart: str) -> Faults:
    return (f"ends without a word when its program exits with 0 (Restart={restart})",)


def _of_loops(unit: Unit, version: int) -> Faults:
    takes = unit.limit_starts * (unit.restart_seconds + RUN)
    if unit.limit_starts > 0 and takes < unit.limit_seconds:
        return ()
    quiet = version < TOLD_AT_ONCE or unit.setting("RestartMode") == "direct"
    what = "a crash loop" if quiet else "a program that ends cleanly again and again"
    return (f"never enters failed in {what}: {unit.limit_starts} starts take {takes:g} s, the limit counts {unit.limit_seconds:g} s",)


def resets(unit: Unit) -> list[str]:
    """The keys that hide an end from systemd, and have to be set anew for it to see one."""
    shell = bool(unit.start) and bool(unit.start[0].argv) and PurePosixPath(unit.start[0].argv[0]).name in SHELLS
    hides = any(command.ignores_failure for command in unit.start)
    return [
        *(["ExecStart"] if shell or hides else []),
        *(["SuccessExitStatus"] if set(unit.setting("SuccessExitStatus").split()) - CLEAN else []),
        *(["RestartPreventExitStatus"] if rules.stays_down(unit) else []),
        *(["Type"] if unit.setting("Type") in ("oneshot", "forking") else []),
    ]
