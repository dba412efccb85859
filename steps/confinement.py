"""What the daemon may do: as whom it runs, and how systemd confines it, as configured and as it feels it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes import accounts
from probes import exposure as exposures
from probes import footing as footings
from probes.accounts import Account
from probes.estate import Estate
from probes.footing import Footing
from probes.processes import Path, Place, Process, Processes
from probes.question import ask
from probes.systemd import Service
from probes.unseen import Unseen
from steps import rules
from steps.outcomes import Violation
from steps.views import held, main, refuse

Rows = list[list[str]]
SYSTEM = ("/usr", "/etc")
"""What both ProtectSystem=full and strict close."""


@given("the service user", target_fixture="account")
def the_account(agents: Host, estate: Estate) -> Account:
    """The estate's user, which exists on the host."""
    return ask(agents, accounts.account(estate))


@given("how exposed systemd finds it", target_fixture="exposed")
def the_exposure(agents: Host, service: Service) -> float:
    """systemd-analyze security, 0 to 10."""
    return ask(agents, exposures.exposure(service.name))


@then("every command of the unit and every process is the service user's")
def non_root(service: Service, processes: Processes, account: Account, estate: Estate) -> None:
    """User= and the prefixes of all Exec lines; real, effective, saved and file system ids, groups and capabilities of each process."""
    if account.uid == 0:
        raise Violation(f"the service user {account.name} is root by its uid")
    refuse(
        service.name,
        held(service, lambda unit: rules.of_user(unit, estate.agents)),
        privileged=rules.privileged(service.loaded),
        supplementary=[group for unit in service.views for group in rules.powerful(unit)],
    )
    refuse("the running daemon", [fault for process in processes.own for fault in _powers(process, account)])


def _powers(process: Process, account: Account) -> list[str]:
    return [
        *([f"has process {process.pid} ({process.name}) of uid {process.users[0]}"] if set(process.users) != {account.uid} else []),
        *([f"has process {process.pid} ({process.name}) in root's group"] if 0 in process.groups else []),
        *([f"has process {process.pid} ({process.name}) with capabilities {process.capabilities:#x}"] if process.capabilities else []),
    ]


@then("the service user cannot become root without a password")
def no_sudo(account: Account, processes: Processes) -> None:
    """sudo -l for the user lists no rule with NOPASSWD, no default that asks for none; and it is in no group that amounts to root.

    A daemon without processes is unseen, after all that can be said without them.
    """
    groups = [group for group in account.groups if group in rules.POWERFUL]
    if account.unasked or groups:
        said = "; ".join([*account.unasked, *(f"it is in group {group}" for group in groups)])
        own = [
            (path, line)
            for path, line in account.grants
            if line.split()[0].partition(":")[2] == account.name or line.split()[0] == account.name
        ]
        raise Violation(
            f"{account.name} may become root unasked: {said}",
            sudoers=own,
            groups=groups,
            open_root=any("su," in rule for rule in account.unasked),
        )
    main(processes)


@then("the unit has these settings")
def has_settings(service: Service, datatable: Rows) -> None:
    """As systemd shows them: what other settings merely imply does not count."""
    wanted = {row[0]: row[1].split(" or ") for row in datatable[1:]}
    refuse(
        service.name, held(service, lambda unit: rules.of_settings(unit, wanted)), paths=service.loaded.setting("ReadWritePaths").split()
    )


@then("the running daemon feels them")
def feels_settings(service: Service, processes: Processes) -> None:
    """NoNewPrivs of each process; /usr and /etc read-only and /tmp private among the mounts of the main process; proc(5)."""
    process, private = main(processes), {place.point for place in processes.places if "systemd-private-" in place.root}
    faults = [
        *(f"may gain privileges in process {one.pid} ({one.name})" for one in processes.own if not one.no_new_privileges),
        *(f"may write to {path}" for path in SYSTEM if not _covering(processes.places, path).read_only),
        *(f"shares {path} with everybody" for path in ("/tmp", "/var/tmp") if path not in private),  # noqa: S108  (looked at, not written)
    ]
    refuse(f"the running daemon (process {process.pid})", faults, paths=service.loaded.setting("ReadWritePaths").split())


def _covering(places: tuple[Place, ...], path: str) -> Place:
    """The mount that a path lies on: the longest mount point, and of equal ones the last."""
    over = [place for place in places if path == place.point or path.startswith(f"{place.point.rstrip('/')}/")]
    return max(enumerate(over), key=lambda pair: (len(pair[1].point), pair[0]))[1]


@then("the estate's further settings are on")
def further_settings(service: Service, estate: Estate) -> None:
    """Each setting of agents.hardening is yes."""
    wanted = {key: ["yes"] for key in estate.agents.hardening}
    refuse(
        service.name, held(service, lambda unit: rules.of_settings(unit, wanted)), paths=service.loaded.setting("ReadWritePaths").split()
    )


@then("it is no more exposed than the estate allows")
def exposure_allowed(service: Service, exposed: float, estate: Estate) -> None:
    """The overall exposure level is at most agents.exposure."""
    if exposed > estate.agents.exposure:
        paths = service.loaded.setting("ReadWritePaths").split()
        raise Violation(f"{service.name} is exposed by {exposed}, more than {estate.agents.exposure}", paths=paths, exposed=True)


Footings = Callable[[Iterable[str]], tuple[Footing, ...]]


@pytest.fixture
def footing(agents: Host, estate: Estate) -> Footings:
    """Where paths really lie, and whether the service user may write there; looked at only when the daemon may not."""
    return lambda paths: ask(agents, footings.footing(paths, estate))


@then("it may write to home, repository and worktrees as everybody sees them")
def may_write(service: Service, processes: Processes, estate: Estate, footing: Footings) -> None:
    """The settings leave the home open, and the main process, in its mount namespace and as its user, has write access to the same files.

    What lies outside of the home, or is closed to the user anyway, no setting of the unit opens; the offence says so.
    """
    closed = rules.closing(service.loaded, estate.agents)
    refuse(service.name, held(service, lambda unit: rules.of_home(unit, estate.agents)), closed=closed)
    process = main(processes)
    if str(estate.agents.home) not in {path.path for path in processes.paths}:
        raise Unseen("what the daemon may write to", service.name, "its mount namespace could not be entered")
    shut, other = ([path.path for path in processes.paths if not good(path)] for good in (_writable, _same))
    why = _beyond(footing([*shut, str(estate.agents.home)]), str(estate.agents.home)) if shut else {}
    refuse(
        f"the running daemon (process {process.pid})",
        [*(f"may not write to {path}{why.get(path, '')}" for path in shut), *(f"sees another {path} than everybody" for path in other)],
        closed=closed,
        by_hand=not other and why.keys() >= set(shut),
    )


def _writable(path: Path) -> bool:
    return path.writable


def _same(path: Path) -> bool:
    return path.same


def _beyond(found: tuple[Footing, ...], home: str) -> dict[str, str]:
    """By path, the end of a sentence that says why no setting of a unit would open it. ``found`` holds the home as well."""
    own = next((one.real for one in found if one.path == home), home)
    return {one.path: why for one in found if (why := _reason(one, own))}


def _reason(one: Footing, home: str) -> str:
    if not PurePosixPath(one.real).is_relative_to(home):
        return f", which leads out of the home to {one.real}"
    return "" if one.writable else ", nor may its user anywhere"
