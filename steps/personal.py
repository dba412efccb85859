"""Credentials of persons: none is kept where agents work."""

from __future__ import annotations

from urllib.parse import urlsplit

from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.forgejo import Forgejo
from probes.personal import Credential, Credentials, credentials
from probes.question import ask, name_of
from probes.unseen import Unseen
from steps.outcomes import Violation


@given("the keys, tokens and passwords on the host", target_fixture="kept")
def the_credentials(agents: Host, estate: Estate) -> Credentials:
    """Told by content in every home and the usual places; that the host's own private keys were recognised is the witness."""
    found = ask(agents, credentials(estate.agents.user, str(estate.agents.home)))
    if not found.witness:
        raise Unseen("credentials of persons", name_of(agents), "the search did not even recognise the host's own keys")
    return found


@then("each of them is a bot's")
def only_bots(kept: Credentials, forgejo: Forgejo) -> None:
    """A private key is registered for one of the bots; a token or password is a bot's for Forgejo. All else is taken for a person's."""
    foreign = [one for one in kept.all if not _is_bots(one, forgejo)]
    if foreign:
        raise Violation("; ".join(f"{one.path} holds a {one.what}{_whose(one)}" for one in foreign))


def _is_bots(one: Credential, forgejo: Forgejo) -> bool:
    if one.what == "private key":
        return bool(one.fingerprint) and any(one.fingerprint in forgejo.keys(login) for login in forgejo.section.writers)
    hosts = {urlsplit(url).netloc for url in (forgejo.section.url, *forgejo.section.clone_urls)}
    return one.login in forgejo.section.writers and one.host in hosts | {host.partition(":")[0] for host in hosts}


def _whose(one: Credential) -> str:
    return " of " + (f"{one.login} " if one.login else "") + f"for {one.host}" if one.host else ""


@then("no agent of a person is forwarded by default")
def not_forwarded(kept: Credentials) -> None:
    """ssh's own configuration, for the service user and for root, forwards no agent to a host that nobody named."""
    if kept.forwarding:
        raise Violation(f"ssh forwards the agent of {' and '.join(kept.forwarding)} to any host")
