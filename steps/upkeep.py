"""How the daemon is kept up: after the network, restarted within limits, as configured on disk, in touch with its relay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_bdd import given, parsers, then
from testinfra.host import Host

from probes import journal as journals
from probes import networktarget as targets
from probes import reach
from probes.estate import Estate
from probes.journal import Journal
from probes.networktarget import NetworkTarget
from probes.processes import Processes
from probes.question import ask
from probes.spans import seconds
from probes.systemd import Service
from probes.unitfile import entries
from probes.units import Unit
from steps import alarms, rules
from steps.outcomes import Violation
from steps.views import held, refuse

RELAY = "claude.ai"
DAY = 86400.0
COMPARED = ("User", "Group", "WorkingDirectory", "ProtectSystem", "ProtectHome", "NoNewPrivileges", "PrivateTmp", "Restart")


@given(parsers.parse('what "{target}" stands for'), target_fixture="network")
def the_network(agents: Host, target: str) -> NetworkTarget:
    """Who pulls the target in, and which loaded services it wants or requires."""
    assert target == "network-online.target"
    return ask(agents, targets.network_target())


@pytest.fixture
def way(agents: Host, estate: Estate) -> Callable[[int], bool]:
    """Whether the host itself can reach the estate's relay; looked at only when the daemon does not."""
    relay = estate.web.relay if estate.web else RELAY
    return lambda port: ask(agents, reach.reaches(relay, port))


@given("what its journal says", target_fixture="journal")
def the_journal(agents: Host, estate: Estate) -> Journal:
    """The journal of the unit; that the journal shows any line is the witness."""
    return ask(agents, journals.journal(estate))


@then(parsers.parse('it is ordered after "{target}"'))
def ordered(service: Service, target: str) -> None:
    """After= in [Unit], in every view."""
    refuse(service.name, held(service, lambda unit: rules.of_order(unit, target)), unit=service.name)


@then("the target is pulled in and waits for a service")
def pulled_in(service: Service, network: NetworkTarget) -> None:
    """After= alone orders nothing: somebody must want the target, and it must want a loaded service that knows when the network is there.

    One that only watches what another service brings up is idle while that one is off. Where no service could be enabled, a person must choose.
    """
    idle = not network.hooks or bool(network.idle)
    faults = [
        *([f"is {network.load}"] if network.load != "loaded" else []),
        *(["is pulled in by nothing"] if not network.pulled_by else []),
        *(["waits for no service"] if not network.hooks else []),
        *(f"waits by {hook} for what no service brings up" for hook in network.idle),
    ]
    target = "network-online.target"
    masked = [target] if network.load == "masked" else []
    enable = list(network.could[:1]) if idle else []
    by_hand = network.load == "loaded" and bool(network.pulled_by) and not enable
    refuse(target, faults, unit=service.name, masked=masked, enable=enable, by_hand=by_hand)


@then("it restarts always, or on failure for a stated reason")
def restarts(service: Service) -> None:
    """Restart=; for on-failure a comment stands right above the line that counts."""
    told = [entry for file in service.files for entry in entries(file) if (entry.section, entry.key) == ("Service", "Restart")]
    reasoned = bool(told) and told[-1].reasoned
    refuse(service.name, held(service, lambda unit: rules.of_restarts(unit, reasoned=reasoned)), reset=alarms.resets(service.loaded))


@then("the number of starts is limited")
def limited(service: Service) -> None:
    """StartLimitIntervalSec= and StartLimitBurst= as in force."""
    refuse(service.name, held(service, rules.of_limit), reset=alarms.resets(service.loaded))


@then("systemd has loaded what is on disk")
def loaded_is_disk(service: Service) -> None:
    """NeedDaemonReload=no; and, since a file that came with an old date does not show there, the same commands, variables and main settings."""
    faults = ["has files that systemd has not read yet"] if service.state.needs_reload else []
    if service.disk and not faults:
        faults = [f"has {what} on disk that systemd has not loaded" for what in _differing(service.loaded, service.disk)]
    refuse(service.name, faults)


def _differing(loaded: Unit, disk: Unit) -> list[str]:
    names = [
        {variable.name for variable in unit.variables if variable.source.endswith((".service", ".conf", "memory"))}
        for unit in (loaded, disk)
    ]
    commands = [[command.argv for command in unit.start] for unit in (loaded, disk)]
    plain = not any("%" in word or "$" in word for argv in commands[1] for word in argv)
    return [
        *(["other variables"] if names[1] - names[0] else []),
        *(["another command"] if plain and [" ".join(argv) for argv in commands[0]] != [" ".join(argv) for argv in commands[1]] else []),
        *(f"another {key}=" for key in COMPARED if _other(loaded.setting(key), disk.setting(key))),
        *(["another OnFailure="] if not set(disk.on_failure) <= set(loaded.on_failure) else []),
    ]


def _other(loaded: str, disk: str) -> bool:
    """A key that the files do not set has systemd's default, which only systemd knows."""
    same = loaded in (disk, disk.rstrip("/"))  # systemd drops the slash at a path's end
    return bool(disk) and "%" not in disk and not same and not disk.startswith("~")


@then("the process is younger than the configuration of the service")
def younger(service: Service) -> None:
    """Of fragment and drop-ins only those count that say something in [Service]; what [Unit] says needs no restart."""
    begun = service.state.started
    newer = [
        file.path for file in service.files if begun and file.changed > begun and any(entry.section == "Service" for entry in entries(file))
    ]
    if newer:
        raise Violation(f"{service.name} runs since before {' and '.join(newer)} was changed")


@then(parsers.parse("it is awake and holds a connection to port {port:d}"))
def connected(service: Service, processes: Processes, journal: Journal, way: Callable[[int], bool], port: int) -> None:
    """The main process is neither stopped nor frozen, and holds an established TCP connection to that port; one that just began is given eight seconds.

    Where the host itself cannot reach the relay, or the program said what it misses, a restart would be in vain; the offence says so.
    """
    if processes.daemon is None:
        raise Violation("Remote Control has no process", vain=True)
    if processes.daemon.stopped or service.state.frozen:
        raise Violation(f"the running daemon (process {processes.main}) is {'frozen' if service.state.frozen else 'stopped by a signal'}")
    if any(peer.rpartition(":")[2] == str(port) for peer in processes.peers):
        return
    reached = way(port)
    why = "" if reached else ", and its relay cannot be reached from the host"
    said = f", and it said: {'; '.join(journal.complaints)}" if journal.complaints else ""
    seen = f"the running daemon (process {processes.main}) holds no connection to port {port}{why}{said}"
    raise Violation(seen, vain=bool(journal.complaints) or not reached)


@then("it complained of neither sign-in nor trust since it began")
def no_complaints(journal: Journal) -> None:
    """None of the program's known sentences about sign-in, trust, consent or eligibility since this invocation began."""
    if journal.complaints:
        raise Violation(f"the running daemon said: {'; '.join(journal.complaints)}", vain=True)


@then("it restarted less often in a day than the estate allows")
def calm(service: Service, journal: Journal, estate: Estate) -> None:
    """Restarts that systemd made by itself, by the journal's last 24 hours and by NRestarts, whichever knows of more; and those that RuntimeMaxSec=,
    which ends the process each time, will make.
    """
    made, planned, limit = max(journal.restarts, service.state.restarts), _planned(service), estate.agents.restarts_a_day
    faults = [
        *([f"was restarted {made} times in a day"] if made >= limit else []),
        *([f"is made to end {planned:.0f} times in a day by RuntimeMaxSec="] if planned >= limit else []),
    ]
    if faults:
        raise Violation(f"{service.name} {' and '.join(faults)}, the estate allows fewer than {limit}")


def _planned(service: Service) -> float:
    """How often a day the unit ends its own process; 0 when never."""
    span = seconds((service.disk or service.loaded).setting("RuntimeMaxSec", "infinity"))
    return 0 if span <= 0 else DAY / span
