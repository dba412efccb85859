"""Logins: what PAM, sshd, shells and tmux give to who works as the service user."""

from __future__ import annotations

from pytest_bdd import given, then
from testinfra.host import Host

from probes import login
from probes.estate import Estate
from probes.login import Login
from probes.question import ask
from probes.units import Variable
from steps.outcomes import Violation
from steps.places import place, sources
from steps.traps import Traps, listed, sprung


@given("what a login gives the service user", target_fixture="logged_in")
def the_login(agents: Host, estate: Estate) -> Login:
    """PAM and sshd as configured; the user's shell as run for an SSH command, an SSH login and a tmux pane; of its tmux servers the global environment
    and the command that every pane begins with.
    """
    return ask(agents, login.login(estate))


@then("none of the trap variables is in it")
def login_gives_none(logged_in: Login, known: Traps) -> None:
    """Any value that is not empty, from any of the ways in; where a shell gives one, every shell file that assigns it is named."""
    got = sprung(known, logged_in.got)
    by_file = [Variable(v.name, v.kind, path) for path, names in logged_in.files for v in got if v.name in names]
    given_, tmux = sprung(known, logged_in.given), sprung(known, logged_in.tmux)
    if not (got or given_ or tmux):
        return
    places = [
        place(what, path, found, path)
        for what, found in (("shell", by_file), ("environment", given_), ("tmux", tmux))
        for path in sources(found)
    ]
    hidden = [variable for variable in got if variable.name not in {one.name for one in by_file}]
    raise Violation(f"a login gives the service user {listed((*given_, *by_file, *hidden, *tmux))}", places=places)
