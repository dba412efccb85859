"""Logs: what a host writes arrives in Loki, as its own job and unit by unit."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from pytest_bdd import given, then, when
from testinfra.host import Host

from probes.estate import Estate
from probes.loki import Line, Loki
from probes.outlet import Outlet, outlet
from probes.question import ask
from probes.shipper import Shipper, shipper, write_marked
from probes.unseen import Unseen
from steps.outcomes import Violation

PATIENCE = 15.0
"""Seconds that a line may take from the journal to Loki before it counts as not shipped."""

DRILL = 60.0
JOURNALED = ("journal", "syslog", "kmsg")
LOUD = ("0", "1", "2", "3", "4", "emerg", "alert", "crit", "err", "warning")
"""Levels below what a program prints by itself, which counts as info."""
LONG = "720h"
"""A quiet unit may not have written for weeks; Loki answers for thirty days at most."""


@given("the log shipper of agents", target_fixture="ships")
def the_shipper(agents: Host, loki: Loki) -> Shipper:
    """Its unit as systemd knows it, and the newest journal entry that a unit wrote: the line that Loki must then have."""
    return ask(agents, shipper(loki.section.shipper))


@then("it is enabled, runs, and may read the journal")
def runs(ships: Shipper, loki: Loki) -> None:
    """Enabled and active; the running process's own user and groups can read what PID 1 wrote."""
    unit = loki.section.shipper
    if ships.load != "loaded":
        raise Violation(f"{unit} is {ships.load}", missing=True)
    if ships.active != "active" or ships.enabled != "enabled":
        raise Violation(f"{unit} is {ships.enabled or 'not enabled'} and {ships.active}", start=True)
    if not ships.reads:
        raise Violation(f"{unit} runs, but may not read the journal", groups=True)


@then("the newest line of its journal is in Loki under the job of agents")
def shipped(ships: Shipper, loki: Loki) -> None:
    """The very entry, told by its time; Loki's labels count, whatever the shipper is configured with."""
    job = loki.section.job
    if not _waited(lambda: _of_job(loki, ships.newest), PATIENCE):
        elsewhere = sorted({line.labels.get("job", "none") for line in loki.around(ships.newest) if line.at == ships.newest})
        words = f"it is there as job {', '.join(elsewhere)}" if elsewhere else "it is not there at all"
        raise Violation(f"the newest line of the journal did not reach Loki as job {job} within {PATIENCE:g} s: {words}", label=True)


@then("the newest line of its journal carries the unit that wrote it")
def per_unit(ships: Shipper, loki: Loki) -> None:
    """The unit label of the line in Loki, with or without its suffix, is the unit that the journal names."""
    label = loki.section.unit_label
    found = _waited(lambda: _of_job(loki, ships.newest), PATIENCE)
    if not found:
        raise Unseen("the labels of the newest line", "Loki", f"it has no such line of job {loki.section.job}")
    seen = {line.labels.get(label, "") for line in found}
    if not any(_same_unit(value, ships.by) for value in seen):
        raise Violation(f"a line of {ships.by} has {label}={', '.join(sorted(seen)) or 'nothing'} in Loki", label=True)


@then("Loki knows the daemon as a unit of that job")
def knows_daemon(loki: Loki, estate: Estate) -> None:
    """Among the values of the unit label in the last thirty days, since a daemon that works is quiet."""
    values = loki.values(loki.section.unit_label, LONG, loki.section.job)
    if not values:
        raise Violation(f"Loki knows no {loki.section.unit_label} of job {loki.section.job}", label=True)
    if not any(_same_unit(value, estate.agents.unit) for value in values):
        raise Violation(f"Loki knows {len(values)} units of job {loki.section.job}, and {estate.agents.unit} is none of them", label=True)


@then("what the daemon says goes to a journal that is kept")
def is_journaled(agents: Host, estate: Estate) -> None:
    """StandardOutput= and StandardError= lead to the journal, of no namespace of its own and with no line filtered out; journald keeps what it gets.

    Old lines stay in Loki for weeks after a unit fell silent. A unit that is not loaded says nothing anywhere: other rows tell that.
    """
    found = ask(agents, outlet(estate.agents.unit))
    if found.load == "loaded" and (faults := _astray(found)):
        raise Violation(f"{estate.agents.unit} {' and '.join(faults)}")
    if found.storage == "none":
        raise Violation("journald keeps nothing (Storage=none)")
    if found.kept in LOUD:
        raise Violation(f"journald drops what the daemon says (MaxLevelStore={found.kept})")


def _astray(found: Outlet) -> list[str]:
    ways = {"StandardOutput": found.output, "StandardError": found.output if found.error == "inherit" else found.error}
    return [
        *(f"sends {key}= to {way} instead of the journal" for key, way in ways.items() if way.partition("+")[0] not in JOURNALED),
        *([f"logs to a namespace of its own ({found.namespace})"] if found.namespace else []),
        *([f"drops its lines (LogLevelMax={found.level})"] if found.level in LOUD else []),
    ]


@when("a unit of no use logs a marked line", target_fixture="marked")
def log_marked(agents: Host) -> tuple[str, str]:
    """A transient unit that prints a random mark once, and is collected."""
    mark = f"adr023{secrets.token_hex(8)}"
    return mark, ask(agents, write_marked(mark))


@then("that line is in Loki within a minute, with its job and its unit")
def arrives(marked: tuple[str, str], loki: Loki) -> None:
    """The unit's own line; what systemd itself says of the unit, and what other hosts say, carries other labels."""
    mark, unit = marked
    label, job = loki.section.unit_label, loki.section.job

    def its_own() -> tuple[Line, ...]:
        return tuple(
            line for line in loki.containing(mark, "10m") if line.labels.get("job") == job and _same_unit(line.labels.get(label, ""), unit)
        )

    if not _waited(its_own, DRILL):
        others = sorted({f"{line.labels.get('job', '')}/{line.labels.get(label, '')}" for line in loki.containing(mark, "10m")})
        words = f"it came as {', '.join(others)}" if others else "it did not come"
        raise Violation(f"a marked line did not reach Loki as {job}/{unit} within {DRILL:g} s: {words}")


def _of_job(loki: Loki, moment: int) -> tuple[Line, ...]:
    return tuple(line for line in loki.around(moment, job=loki.section.job) if line.at == moment)


def _same_unit(value: str, unit: str) -> bool:
    return bool(value) and value in (unit, unit.rpartition(".")[0])


def _waited(look: Callable[[], tuple[Line, ...]], patience: float) -> tuple[Line, ...]:
    """What is looked for, as soon as it is there; nothing when it does not come in time."""
    end = time.monotonic() + patience
    while not (found := look()) and time.monotonic() < end:
        time.sleep(0.2)
    return found
