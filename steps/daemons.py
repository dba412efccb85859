"""The Remote Control daemon: its unit as configured, its processes as they run, held against each other and against the rules."""

from __future__ import annotations

from collections.abc import Sequence

from pytest_bdd import given, parsers, then
from testinfra.host import Host

from probes import journal as journals
from probes import processes as running
from probes import systemd, wrappers
from probes.estate import Estate
from probes.processes import Processes
from probes.question import ask
from probes.systemd import Service
from probes.unseen import Unseen
from steps import rules
from steps.outcomes import Violation
from steps.views import held, main, refuse

YOUNG = 5.0
"""Seconds; a unit that was restarted and is younger than this has not come to rest."""


@given("what systemd knows of Remote Control", target_fixture="service")
def whatever_is_known(agents: Host, estate: Estate) -> Service:
    """The estate's unit in whatever state; that systemd answers for the host is the witness."""
    return ask(agents, systemd.service(estate.agents.unit))


@given("the unit of Remote Control", target_fixture="service")
def the_unit(agents: Host, estate: Estate) -> Service:
    """The estate's unit, which systemd has loaded from a file; one that is missing, masked or broken is unseen."""
    found = ask(agents, systemd.service(estate.agents.unit))
    if found.state.load != "loaded":
        raise Unseen(f"the unit {found.name}", estate.agents.hostname, f"systemd calls it {found.state.load}")
    return found


@given("its processes", target_fixture="processes")
@given("all processes of the host", target_fixture="processes")
def all_processes(agents: Host, estate: Estate) -> Processes:
    """Those of the unit's control group, and Remote Control, AoE and tmux wherever they run; that init is seen is the witness."""
    return ask(agents, running.of_daemon(estate))


@given("the running daemon", target_fixture="processes")
def the_daemon(agents: Host, estate: Estate) -> Processes:
    """The unit's main process, which systemd has become the program in (until then its environment is systemd's own), and its children."""
    found = all_processes(agents, estate)
    main(found)
    return found


@then("it is loaded, enabled and active, and the default target leads to it")
def installed(agents: Host, service: Service, estate: Estate) -> None:
    """LoadState=loaded from a lasting file, UnitFileState=enabled (not enabled-runtime), active (running) and at rest; the default target leads to
    it, and no condition and no missing requirement keeps it from starting again.
    """
    pam = (service.disk or service.loaded).setting("PAMName")
    state, young = service.state, service.now - service.state.started < YOUNG
    faults = [
        *([f"is {state.load}"] if state.load != "loaded" else []),
        *([f"is {state.enabled or 'not there'} instead of enabled"] if state.enabled != "enabled" else []),
        *([f"is {state.active} ({state.sub}{_why(service)})"] if (state.active, state.sub) != ("active", "running") else []),
        *(
            [f"was restarted {state.restarts} times, the last time {service.now - state.started:.0f} s ago"]
            if state.restarts and young
            else []
        ),
        *([f"is not started by the default target {service.default_target}"] if not service.at_boot else []),
        *(
            [f"lies in {service.files[0].path}, which is gone at the next boot"]
            if service.files and service.files[0].path.startswith("/run/")
            else []
        ),
        *(f"would not start again: {hindrance}" for hindrance in service.hindered),
        *([f"has PAMName={pam}, which moves its process to a session of its own"] if pam else []),
    ]
    refuse(
        service.name,
        faults,
        masked=state.load == "masked",
        missing=state.load not in ("loaded", "masked"),
        enabled=state.enabled == "enabled",
        at_boot=service.at_boot,
        default=service.default_target,
        pam=bool(pam),
        vain=_refused(agents, estate),
        running=(state.active, state.sub) == ("active", "running") and not (state.restarts and young),
    )


def _refused(agents: Host, estate: Estate) -> bool:
    """Whether the program itself refused its last start, and nothing that it reads was changed since: another start would end the same way."""
    said = ask(agents, journals.journal(estate))
    return bool(said.complaints) and not said.mended


def _why(service: Service) -> str:
    return f", {service.state.result}" if service.state.result != "success" else ""


@then("its process has become the program")
def past_exec(agents: Host, estate: Estate, service: Service) -> None:
    """The main process executes something other than systemd itself."""
    found = all_processes(agents, estate)
    if found.daemon is None:
        raise Violation(f"{service.name} has no main process that became its program", enabled=True, at_boot=True, vain=True)


@then(parsers.parse('both run "remote-control" under the session\'s name with spawn "{spawn}"'))
def command(agents: Host, service: Service, processes: Processes, estate: Estate, spawn: str) -> None:
    """ExecStart= starts the program itself; of the process the arguments after the program count, whatever interprets it."""
    refuse(service.name, held(service, lambda unit: rules.of_command(unit, estate.agents, spawn)), spawn=spawn, unit=True)
    faults = _of_process(main(processes).argv, estate, spawn)
    if faults:
        wrapper = ask(agents, wrappers.wrappers(service.name))[0]
        wrapped = wrapper.interpreter.partition(" ")[0].endswith("sh")
        by = f", by way of the script {wrapper.path}" if wrapped else ""
        raise Violation(f"the running daemon {', '.join(faults)}{by}", spawn=spawn, unit=False, wrapped=wrapped)


def _of_process(argv: Sequence[str], estate: Estate, spawn: str) -> rules.Faults:
    at = next((place for place, word in enumerate(argv) if "claude" in word.lower() or word == str(estate.agents.program)), None)
    return (f"is {' '.join(argv[:3])}",) if at is None else rules.of_arguments(argv[at + 1 :], estate.agents, spawn)


@then("both work in the clone")
def workdir(service: Service, processes: Processes, estate: Estate) -> None:
    """WorkingDirectory= and the process's own; the clone holds a .git."""
    refuse(service.name, held(service, lambda unit: rules.of_workdir(unit, estate.agents)))
    clone = str(estate.agents.clone)
    if main(processes).directory != clone:
        raise Violation(f"the running daemon works in {main(processes).directory} instead of {clone}")
    if f"{clone}/.git" not in {path.path for path in processes.paths}:
        raise Violation(f"{clone} is no clone: it has no .git", by_hand=True)  # the unit is right as it is: playbooks.clone mends it
