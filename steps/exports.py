"""Exports: agents offers its trees to nobody, by server, by daemon or by job."""

from __future__ import annotations

from pytest_bdd import given, then
from testinfra.host import Host

from probes import exports
from probes.estate import Estate
from probes.exports import Exports
from probes.question import ask
from steps.outcomes import Violation


@given("what could carry files off the host", target_fixture="carriers")
def carriers(agents: Host) -> Exports:
    """File servers, sync daemons, copy jobs in system and user units, timers, cron and processes; the processes are the witness."""
    return ask(agents, exports.exports())


@then("none of it serves or copies a tree of agents")
def nothing_exported(carriers: Exports, estate: Estate) -> None:
    """No NFS or SMB export, no sync or mount daemon, no copy job to another host, no file session that the dev host holds open."""
    dev = {estate.dev.hostname} | ({estate.hosts.dev.address} if estate.hosts.dev else set())
    told = [f"it runs {job.words}" for job in carriers.jobs]
    told += [f"{share.file} exports {share.what} by {share.kind.upper()}" for share in carriers.shares]
    told += [f"{program} listens on TCP port {port}" for port, program in carriers.listeners]
    told += [f"{client} holds a file session open ({program})" for client, program in carriers.sessions if client in dev]
    if told:
        raise Violation("; ".join(told))
