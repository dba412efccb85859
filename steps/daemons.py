"""The Remote Control daemon: its unit as configured, its processes as they run."""

from __future__ import annotations

from pytest_bdd import given
from testinfra.host import Host

from probes import processes as running
from probes import systemd
from probes.estate import Estate
from probes.processes import Processes
from probes.question import ask
from probes.systemd import Service
from probes.unseen import Unseen


@given("the unit of Remote Control", target_fixture="service")
def the_unit(agents: Host, estate: Estate) -> Service:
    """The estate's unit, which systemd has loaded from a file; one that is missing, masked or broken is unseen."""
    found = ask(agents, systemd.service(estate.agents.unit))
    if found.state.load != "loaded":
        raise Unseen(f"the unit {found.name}", estate.agents.hostname, f"systemd calls it {found.state.load}")
    return found


@given("the running daemon", target_fixture="processes")
def the_daemon(agents: Host, estate: Estate) -> Processes:
    """The unit's main process, which systemd has become the program in (until then its environment is systemd's own), and its children."""
    found = ask(agents, running.of_daemon(estate))
    if found.daemon is None:
        raise Unseen("the running daemon", estate.agents.hostname, f"{estate.agents.unit} has no main process")
    return found
