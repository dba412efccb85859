"""Programs and the clone: what the service user finds on the host."""

from __future__ import annotations

import re

from pytest_bdd import given, then
from testinfra.host import Host

from probes.clones import checked_out
from probes.estate import Estate
from probes.git import Repositories, repositories
from probes.programs import Program, programs
from probes.question import ask
from steps.outcomes import Violation

SAYS = {
    "tmux": r"tmux \d", "aoe": r"aoe|agent.of.empires", "claude": r"Claude Code", "codex": r"codex", "lazygit": r"version=", "delta": r"delta \d",
    "difft": r"[Dd]ifftastic", "git": r"git version", "node": r"v\d+\.", "python3": r"Python 3",
}  # fmt: skip
"""What each says of itself; another program of the same name, as Debian's own delta, does not."""


@given("the tools as the service user finds them", target_fixture="found")
def the_tools(agents: Host, estate: Estate) -> dict[str, Program]:
    """Looked up and run as the service user, with the PATH of an SSH command and of a login."""
    return ask(agents, programs(estate.agents.user, str(estate.agents.home)))


@then("each of these runs and says who it is")
def run(found: dict[str, Program], datatable: list[list[str]]) -> None:
    """On both PATHs, exit status 0 for its version, and a first line that is its own."""
    faults = [words for row in datatable[1:] if (words := _fault(found[row[0]]))]
    if faults:
        raise Violation("; ".join(faults))


def _fault(program: Program) -> str:
    if not program.command:
        return f"{program.name} is not found by an SSH command" if program.login else f"{program.name} is not there"
    if not program.login:
        return f"{program.name} is not found in a login"
    if program.status:
        return f"{program.command} does not run (exit status {program.status})"
    return "" if re.search(SAYS[program.name], program.said) else f"{program.command} says that it is {program.said!r}"


@given("the clone of the service user", target_fixture="cloned")
def the_clone(agents: Host, estate: Estate) -> Repositories:
    """The service user's repositories, wherever they lie."""
    return ask(agents, repositories(estate))


@then("it is a clone of the repository with something checked out")
def is_clone(agents: Host, cloned: Repositories, estate: Estate) -> None:
    """At the estate's place stands a repository with a work tree, a remote that is the estate's repository, and a commit with files."""
    place = str(estate.agents.clone)
    here = next((one for one in cloned.all if one.path == place), None)
    wanted = estate.forgejo.repository if estate.forgejo else ""
    urls = [url for remote in here.remotes for url in remote.fetch] if here else []
    if here is None:
        raise Violation(f"there is no repository at {place}", missing=True)
    if here.kind == "bare" or here.broken:
        raise Violation(f"{place} is {'bare' if here.kind == 'bare' else f'broken: {here.broken}'}", missing=False)
    if not any(wanted in url for url in urls):
        raise Violation(f"{place} is no clone of {wanted}: its remotes are {', '.join(urls) or 'none'}", missing=False)
    if not ask(agents, checked_out(place)):
        raise Violation(f"{place} has nothing checked out", missing=False)
