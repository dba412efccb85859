"""Agent daemons and tmux servers that run where they should not."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch

from pytest_bdd import then
from testinfra.host import Host

from probes.accounts import Account
from probes.estate import Estate
from probes.processes import Process, Processes
from probes.programs import programs
from probes.question import ask
from steps import rules
from steps.outcomes import Violation

SERVER = "tmux: server"
TOOLS = ("tmux", "aoe")


@then("no Remote Control and no AoE server runs outside its unit")
def only_in_units(processes: Processes, estate: Estate) -> None:
    """A process counts by its arguments; it is at home in a system service whose name is on the estate's list of agent units."""
    stray = [(process, what) for process in processes.elsewhere if (what := daemon(process.argv)) and not _at_home(process, estate)]
    if stray:
        raise Violation(
            ", ".join(
                dict.fromkeys(f"{what} runs as process {process.pid} in {process.group or 'no control group'}" for process, what in stray)
            )
        )


@then("nothing else would start one")
def no_sleepers(processes: Processes) -> None:
    """No crontab, no rc.local, no unit of another name, no script of these and no start file of a shell starts Remote Control or `aoe serve`."""
    if processes.sleepers:
        raise Violation(f"{' and '.join(processes.sleepers)} would start an agent daemon outside its unit")


@then("tmux and AoE answer it")
def tools_answer(agents: Host, account: Account, estate: Estate) -> None:
    """Each says its version when the service user runs it, as an SSH command or a login finds it, with a throw-away home."""
    found = ask(agents, programs(estate.agents.user, str(estate.agents.home)))
    if missing := [tool for tool in TOOLS if found[tool].status or not found[tool].said]:
        raise Violation(f"{' and '.join(missing)} does not run for {account.name}", missing=missing)


@then("every tmux server is its own and can be reached")
def servers_are_its_own(processes: Processes, account: Account) -> None:
    """A server runs as the service user, and in the mount namespace of the host: PrivateTmp= of a unit hides its socket from everybody else."""
    servers = [process for process in (*processes.own, *processes.elsewhere) if process.name.startswith(SERVER)]
    faults = [
        *(f"process {server.pid} is a tmux server of uid {server.users[0]}" for server in servers if set(server.users) != {account.uid}),
        *(
            f"process {server.pid} is a tmux server whose socket is hidden in {server.unit or 'a mount namespace of its own'}"
            for server in servers
            if server.space != processes.space
        ),
    ]
    if faults:
        raise Violation(", ".join(faults))


def daemon(argv: Sequence[str]) -> str:
    """What kind of agent daemon these arguments start; empty when none."""
    for place, word in enumerate(argv):
        following = argv[place + 1 :]
        if "claude" in word.lower() and (
            (following[:1] and following[0] in rules.SUBCOMMANDS) or {"--remote-control", "--rc"} & set(following)
        ):
            return "Remote Control"
        if word.rpartition("/")[2] == "aoe" and "serve" in following:
            return "an AoE server"
    return ""


def _at_home(process: Process, estate: Estate) -> bool:
    return not process.by_user_manager and any(fnmatch(process.unit, f"{pattern}.service") for pattern in estate.agents.agent_units)
