"""Variables: what unit, manager, daemon, settings and logins set, held against those that switch the claude.ai sign-in off."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes import claude, environ, login, systemd, wrappers
from probes.claude import Layer
from probes.environ import Manager
from probes.estate import Estate
from probes.masks import kind
from probes.processes import Process, Processes
from probes.proxmox import Proxmox
from probes.question import ask
from probes.systemd import Service
from probes.units import Variable
from probes.unseen import Unseen
from probes.wrappers import Wrapper
from steps.outcomes import Violation
from steps.places import json_places, of_service, place, unit_places
from steps.traps import Traps, listed, sprung, traps
from steps.views import main

Rows = list[list[str]]
PAM = ("/etc/environment", "/etc/security/pam_env.conf")
"""What pam_env reads for any service; a user's own file counts for SSH alone."""


@given("the trap variables", target_fixture="known")
def the_traps(datatable: Rows) -> Traps:
    """The names that the ADR lists; any value that is not empty counts, 0 and false included (measured)."""
    return traps(datatable)


@given("the manager of all services", target_fixture="manager")
def the_manager(agents: Host) -> Manager:
    """systemd as PID 1 of the host; that it hands on a PATH shows that it was seen."""
    return ask(agents, environ.manager())


@given("the programs that it runs on the way", target_fixture="way")
def the_wrappers(agents: Host, service: Service) -> tuple[Wrapper, ...]:
    """What ExecStart= executes first, and the scripts and files that this one runs, sources or reads."""
    return ask(agents, wrappers.wrappers(service.name))


@given("the settings that Claude Code reads", target_fixture="layers")
def the_settings(agents: Host, estate: Estate) -> tuple[Layer, ...]:
    """Managed, --settings, project (and each worktree), user and global state, where CLAUDE_CONFIG_DIR puts them. One that is no JSON is unseen."""
    layers = ask(agents, claude.settings(estate))
    if broken := [layer.path for layer in layers if not layer.readable]:
        raise Unseen("the settings of Claude Code", ", ".join(broken), "no JSON is there")
    return layers


@pytest.fixture
def by_pam(agents: Host, estate: Estate, service: Service) -> tuple[Variable, ...]:
    """What PAM gives to the unit; nothing unless it has PAMName=."""
    given_ = ask(agents, login.login(estate)).given if (service.disk or service.loaded).setting("PAMName") else ()
    return tuple(variable for variable in given_ if variable.source in PAM)


@then("it sets none of them")
def unit_sets_none(service: Service, known: Traps, by_pam: tuple[Variable, ...]) -> None:
    """Neither Environment= nor any EnvironmentFile= nor PassEnvironment=, in fragment and drop-ins, whether loaded yet or not; nor what PAM gives
    to a unit with PAMName=.
    """
    if found := (*of_service(known, service), *sprung(known, by_pam)):
        raise Violation(
            f"{service.name} sets {listed(found)}{_not_loaded(service, found)}",
            places=unit_places(service, found),
            gave_up=_gave_up(service),
        )


@then("it hands on none of them")
def manager_hands_on_none(agents: Host, estate: Estate, manager: Manager, known: Traps) -> None:
    """Neither set-environment nor DefaultEnvironment= nor an environment generator nor what PID 1 was started with, which PassEnvironment= would let through."""
    places = []
    if found := sprung(known, (*manager.configured, *manager.generated, *manager.own, *_only_in_memory(manager))):
        places += [place("unit", path, found, path) for path in sorted({variable.source for variable in manager.configured})]
        places += [place("manager", "", (variable,), variable.source) for variable in sprung(known, _only_in_memory(manager))]
        gave_up = _gave_up(ask(agents, systemd.service(estate.agents.unit)))
        raise Violation(
            f"systemd's manager hands on {listed(found)}", places=[place for place in places if place["names"]], gave_up=gave_up
        )


@then("Proxmox starts the container with none of them")
def container_has_none(proxmox: Proxmox, estate: Estate, known: Traps) -> None:
    """Option env and raw lxc.environment lines of the container's configuration, which PID 1 inherits."""
    if found := sprung(known, proxmox.config(estate.agents.vmid).variables):
        raise Violation(f"container {estate.agents.vmid} is started with {listed(found)}")


@then("none of those exports one of them")
def way_exports_none(service: Service, way: tuple[Wrapper, ...], known: Traps) -> None:
    """Assignments in the scripts on the way, and words NAME=value in ExecStart= itself, as `env` and `sh -c` take them."""
    words = [word for unit in service.views for command in unit.start for text in command.argv for word in text.split()]
    pairs = [word.strip("\"';").partition("=") for word in words]
    inline = [Variable(name, kind(value), f"ExecStart= of {service.name}") for name, equals, value in pairs if equals]
    if found := sprung(known, (*inline, *(variable for wrapper in way for variable in wrapper.variables))):
        raise Violation(f"the daemon gets {listed(found)} on the way to its program")


@then("none of its processes carries one of them")
def processes_carry_none(agents: Host, estate: Estate, processes: Processes, known: Traps) -> None:
    """The environment that each process of the unit's control group was executed with; proc(5). A restart helps unless a wrapper gives it again."""
    if carried := _carried(known, processes.own):
        given_ = {variable.name for wrapper in ask(agents, wrappers.wrappers(estate.agents.unit)) for variable in wrapper.variables}
        names = {variable.name for process in processes.own for variable in sprung(known, process.variables)}
        raise Violation(f"the running daemon carries {carried}", vain=names <= given_)


@then("none of them sets one of the trap variables or has one of these keys in force")
def settings_leave_it_alone(agents: Host, estate: Estate, layers: tuple[Layer, ...], known: Traps, datatable: Rows) -> None:
    """The env block of every layer, whichever would win; an empty value takes a variable away. A key that is absent, false or empty is not in force."""
    found = sprung(known, (variable for layer in layers for variable in layer.variables))
    asked = [row[0] for row in datatable[1:]]
    keys = [(layer.path, key) for layer in layers for key in layer.keys if key in asked]
    parts = [
        *([f"set {listed(found)}"] if found else []),
        *([f"have {', '.join(f'{key} in {path}' for path, key in keys)}"] if keys else []),
    ]
    if parts:
        places = [{"kind": "json", "where": path, "keys": [[key]], "names": [key]} for path, key in keys]
        gave_up = _gave_up(ask(agents, systemd.service(estate.agents.unit)))
        raise Violation(f"Claude Code's settings {' and '.join(parts)}", places=[*json_places(found), *places], gave_up=gave_up)


@then("none of the three sets one of these")
def wider_set_none(service: Service, layers: tuple[Layer, ...], processes: Processes, datatable: Rows) -> None:
    """As for the ADR's own names, each by the rule of its row: boolean ones count when they say yes, an address when it leads elsewhere.

    A daemon that one of them keeps from running is not waited for; one that does not run for another reason is unseen.
    """
    wider = traps(datatable)
    unit, settings = of_service(wider, service), sprung(wider, (variable for layer in layers for variable in layer.variables))
    parts = [
        *([f"{service.name} sets {listed(unit)}"] if unit else []),
        *([f"Claude Code's settings set {listed(settings)}"] if settings else []),
        *([f"the running daemon carries {carried}"] if (carried := _carried(wider, processes.own)) else []),
    ]
    if parts:
        raise Violation(
            "; ".join(parts),
            places=[*unit_places(service, unit), *json_places(settings)],
            restart=bool(unit or carried),
            gave_up=_gave_up(service),
        )
    main(processes)


def _gave_up(service: Service) -> bool:
    return service.state.active == "failed"


def _not_loaded(service: Service, found: Iterable[Variable]) -> str:
    loaded = {variable.name for variable in (*service.loaded.variables, *service.loaded.passed)}
    files = {file.path for file in service.files}
    fresh = sorted({variable.name for variable in found if variable.source in files and variable.name not in loaded})
    return f" ({' and '.join(fresh)} not loaded yet)" if fresh and service.state.needs_reload else ""


def _only_in_memory(manager: Manager) -> list[Variable]:
    written = {variable.name for variable in (*manager.configured, *manager.generated)}
    return [variable for variable in manager.handed if variable.name not in written]


def _carried(known: Traps, processes: Iterable[Process]) -> str:
    found = [(process, [variable.name for variable in sprung(known, process.variables)]) for process in processes]
    return ", ".join(f"{' and '.join(names)} in process {process.pid} ({process.name})" for process, names in found if names)
