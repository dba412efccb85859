"""What the node grants the container: features, and raw LXC lines that are on record."""

from __future__ import annotations

import pytest
from pytest_bdd import given, then

from probes.constraints import Constraint, in_force, parse, recorded
from probes.docs import Docs
from probes.estate import Estate
from probes.proxmox import Proxmox
from probes.proxmox_facts import Config
from probes.unseen import Unseen
from steps.outcomes import Violation

CONFINES_NOTHING = {
    "lxc.apparmor.profile": ("unconfined",),
    "lxc.aa_profile": ("unconfined",),
    "lxc.cap.drop": ("",),
    "lxc.cgroup2.devices.allow": ("a", "a *:* rwm"),
    "lxc.cgroup.devices.allow": ("a", "a *:* rwm"),
}


@given("what Proxmox grants agents", target_fixture="granted")
def granted(estate: Estate, proxmox: Proxmox) -> Config:
    """The configuration in force, pending changes left out."""
    return proxmox.config(estate.agents.vmid)


@then("its features are at least those of the estate")
def has_features(granted: Config, estate: Estate) -> None:
    """Each feature that the estate lists, with the same value."""
    missing = [feature for feature in estate.docker.features if feature not in granted.features]
    if missing:
        raise Violation(f"the features of agents are {','.join(granted.features) or 'none'}, without {', '.join(missing)}", missing=missing)


@given("the constraints on record", target_fixture="on_record")
def on_record(estate: Estate, request: pytest.FixtureRequest) -> tuple[Constraint, ...]:
    """The runbook's list, in its section on nested Docker; the estate's own list when it names no documents."""
    if estate.docs is None:
        return _of_estate(estate)
    docs: Docs = request.getfixturevalue("docs")
    page = docs.runbook()
    found = recorded(page) if page else None
    if found is None:
        raise Violation(
            f"{docs.runbook_path} has no section on nested Docker",
            page=str(docs.runbook_path),
            section="nested docker",
            lacks=["nested docker"],
        )
    return found


def _of_estate(estate: Estate) -> tuple[Constraint, ...]:
    if not estate.docker.raw_lines:
        raise Unseen("the constraints on record", "the estate", "neither docs nor docker.raw_lines is configured")
    return tuple(read for line in estate.docker.raw_lines if (read := parse(line)))


@then("the raw lines in force are those on record")
def as_recorded(granted: Config, on_record: tuple[Constraint, ...], estate: Estate) -> None:
    """The same lines, in any order."""
    live, written = {c.line for c in in_force(granted)}, {c.line for c in on_record}
    told = [f"agents has {line}, which is not on record" for line in sorted(live - written)]
    told += [f"{line} is on record and not in force" for line in sorted(written - live)]
    if told:
        raise Violation("; ".join(told), **_offence(granted, estate))


@then("a line that confines nothing is on record as an exception")
def exceptions_named(granted: Config, on_record: tuple[Constraint, ...], estate: Estate) -> None:
    """A profile of `unconfined` and its like must be called an exception where it is recorded."""
    excused = {c.line for c in on_record if c.exception}
    loose = [c.line for c in in_force(granted) if c.value in CONFINES_NOTHING.get(c.key, ()) and c.line not in excused]
    if loose:
        raise Violation(f"{', '.join(loose)} confines nothing, and is not on record as an exception", **_offence(granted, estate))


def _offence(granted: Config, estate: Estate) -> dict[str, object]:
    page = str(estate.docs.runbook) if estate.docs else ""
    return {"page": page, "section": "nested docker", "lacks": [], "constraints": [c.line for c in in_force(granted)]}
