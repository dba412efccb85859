"""The AoE dashboard once it is deployed: its unit owes whatever Remote Control's unit owes, and is held by the very same steps."""

from __future__ import annotations

from collections.abc import Callable

from testinfra.host import Host

from probes import accounts, exposure, footing, handlers, journal, networktarget, processes, systemd
from probes.estate import Estate
from probes.question import ask
from probes.systemd import Service
from probes.unseen import Unseen
from steps import alerts, confinement, daemons, upkeep
from steps.outcomes import Violation
from steps.rules import Faults

NETWORK = "network-online.target"
DECIDED = [["setting", "value"], ["ProtectSystem", "full or strict"], ["NoNewPrivileges", "yes"], ["PrivateTmp", "yes"]]
Check = Callable[[], object]


def of_unit(name: str, agents: Host, estate: Estate) -> Faults:
    """Every fault of one unit, by the rows of the chapters daemon and alerts; what is Remote Control's alone (its command, clone and relay) aside.

    Raises Unseen when a row could not be looked at and no other one speaks.
    """
    own = estate.model_copy(update={"agents": estate.agents.model_copy(update={"unit": name})})
    service: Service = ask(agents, systemd.service(name))
    if service.state.load != "loaded":
        return (f"{name} is {service.state.load}",)
    found, unseen = Faults(), None
    for check in (*_by_configuration(service, agents, own), *_by_running(service, agents, own)):
        try:
            check()
        except Violation as violation:
            found = (*found, str(violation).replace("the running daemon", f"the process of {name}"))
        except Unseen as error:
            unseen = unseen or error
    if unseen and not found:
        raise unseen
    return found


def _by_configuration(service: Service, agents: Host, estate: Estate) -> tuple[Check, ...]:
    return (
        lambda: _public(service),
        lambda: daemons.installed(agents, service, estate),
        lambda: upkeep.ordered(service, NETWORK),
        lambda: upkeep.pulled_in(service, ask(agents, networktarget.network_target())),
        lambda: confinement.has_settings(service, DECIDED),
        lambda: confinement.further_settings(service, estate),
        lambda: confinement.exposure_allowed(service, ask(agents, exposure.exposure(service.name)), estate),
        lambda: upkeep.restarts(service),
        lambda: upkeep.limited(service),
        lambda: upkeep.loaded_is_disk(service),
        lambda: upkeep.younger(service),
        lambda: alerts.alerts(service, estate),
        lambda: alerts.reaches_failed(service),
    )


def _by_running(service: Service, agents: Host, estate: Estate) -> tuple[Check, ...]:
    running = ask(agents, processes.of_daemon(estate))
    handler = ask(agents, handlers.handler(estate))
    return (
        lambda: daemons.past_exec(agents, estate, service),
        lambda: confinement.non_root(service, running, ask(agents, accounts.account(estate)), estate),
        lambda: confinement.feels_settings(service, running),
        lambda: confinement.may_write(service, running, estate, lambda paths: ask(agents, footing.footing(paths, estate))),
        lambda: upkeep.calm(service, ask(agents, journal.journal(estate)), estate),
        lambda: alerts.handler_loads(handler),
        lambda: alerts.name_kept(handler),
        lambda: alerts.token_kept(handler),
    )


def _public(service: Service) -> None:
    """``--remote`` is a tunnel past every sign-in."""
    if any(word.partition("=")[0] == "--remote" for command in service.loaded.start for word in command.argv):
        raise Violation(f"{service.name} opens a public tunnel (--remote)")
