"""The AoE dashboard: not served, not tunnelled, not known outside before its own decision; afterwards only as that decision wants it."""

from __future__ import annotations

import re
from dataclasses import asdict
from fnmatch import fnmatch
from urllib.parse import urlsplit

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.pocketid import OidcClient, Pocketid
from probes.publishing import SERVER, Published, Publishing, publishing
from probes.question import ask
from probes.unseen import Unseen
from probes.web import Answer, Web
from steps import deployed, gates
from steps.outcomes import Violation

LOOKS = (
    ("GET", "/"), ("GET", "/oauth2/sign_in"), ("GET", "/oauth2/auth"), ("GET", "/api/sessions"), ("POST", "/"), ("GET", "/adr023-no-such-path"),
)  # fmt: skip

Answers = list[tuple[str, tuple[Answer, Answer, Answer]]]
"""What was asked, and the answer for the AoE name and for two names that nobody has."""


@given("whatever serves or tunnels on the agents host", target_fixture="published")
def the_published(agents: Host) -> Publishing:
    """Units, processes, crontabs and containers; unit files that were read and init that was seen are the witnesses."""
    found = ask(agents, publishing())
    if not found.looked or not found.init:
        raise Unseen("what serves or tunnels", "agents", "neither unit files nor processes could be read")
    return found


@then("an AoE server is among it only when that is deployed, and never a tunnel")
def no_server(published: Publishing, agents: Host, estate: Estate) -> None:
    """No unit, process, crontab or container runs `aoe serve`, cloudflared or another tunnel. With ``option_b`` exactly one system unit serves AoE.

    That unit then owes all that Remote Control's unit owes by the chapters daemon and alerts, and has no ``--remote``, which is a tunnel.
    """
    servers = [one for one in published.found if one.what == SERVER]
    tunnels = [one for one in published.found if one.what != SERVER]
    stray = servers if not estate.option_b else [one for one in servers if one.kind != "unit" and one.unit not in _units(servers)]
    if tunnels or stray:
        raise Violation("; ".join(dict.fromkeys(map(_told, [*tunnels, *stray]))), found=[asdict(one) for one in [*tunnels, *stray]])
    if estate.option_b:
        _one_unit(servers, agents, estate)


def _units(found: list[Published]) -> list[str]:
    return sorted({one.unit for one in found if one.kind == "unit" and not one.user})


def _told(one: Published) -> str:
    return f"{one.what} runs in container {one.where}" if one.kind == "container" else f"{one.where} runs {one.what}"


def _one_unit(servers: list[Published], agents: Host, estate: Estate) -> None:
    units = _units(servers)
    if len(units) != 1:
        raise Violation(f"{len(units)} system units serve AoE ({', '.join(units) or 'none'}), instead of one")
    if faults := deployed.of_unit(units[0], agents, estate):
        raise Violation("; ".join(faults), found=[])
    if not any(one.kind == "process" and one.unit == units[0] for one in servers):
        raise Violation(f"{units[0]} is active, but no process of it serves AoE", found=[])


@given("the answers for the AoE name and for a name that nobody has", target_fixture="answers")
def the_answers(web: Web) -> Answers:
    """The same requests to both, at the proxy's own address: start, sign-in paths, an API path, a POST and a random path.

    Two names that nobody has are asked: wherever their answers differ from each other, a difference says nothing.
    """
    names = (web.section.aoe, web.sibling(), web.sibling(2))
    return [
        (f"{method} {path}", (web.ask(names[0], path, method), web.ask(names[1], path, method), web.ask(names[2], path, method)))
        for method, path in LOOKS
    ]


@then("the AoE name is served no differently until it is deployed, and then only behind the sign-in")
def no_vhost(answers: Answers, web: Web, estate: Estate) -> None:
    """Answers are compared by status, target, headers and body. 200 with an empty body is nothing. With ``option_b``: each path leads to the
    sign-in, by a redirect to the provider or by the refusal of the gate; AoE's own 401 is no sign-in.
    """
    host = web.section.aoe
    if estate.option_b:
        if faults := gates.openings(web, host, gates.answers(web, host, gates.LOOKS)):
            raise Violation(f"{host} is not behind the sign-in: {'; '.join(faults)}")
        return
    different = [f"{asked} {words}" for asked, three in answers if (words := _difference(*three))]
    if different:
        raise Violation(f"{host} is served already: {'; '.join(different)}")


def _difference(aoe: Answer, one: Answer, other: Answer) -> str:
    """What an answer has that two names which nobody has do not agree to have as well; empty when nothing."""
    if any(getattr(one, part) == getattr(other, part) != getattr(aoe, part) for part in ("status", "how", "location", "body")):
        return f"answers {_words(aoe)} instead of {_words(one)}"
    ours, theirs, varying = set(aoe.headers), set(one.headers), {name for name, _ in set(one.headers) ^ set(other.headers)}
    names = sorted({name for name, _ in ours ^ theirs} - varying)
    return f"has another {' and '.join(names)} in its header" if names else ""


def _words(answer: Answer) -> str:
    if not answer.status:
        return {"tls": "no certificate", "cut": "nothing and hangs up"}[answer.how]
    return f"{answer.status}{f' to {answer.location}' if answer.location else ''} with {answer.length or 'no'} characters"


@given("the OIDC clients of PocketID", target_fixture="clients")
def the_clients(pocketid: Pocketid) -> Pocketid:
    """All of them; some client has to be listed, which is the witness."""
    pocketid.clients()
    return pocketid


@then("one of them leads back to the AoE name only when that is deployed")
def no_client(clients: Pocketid, estate: Estate) -> None:
    """By callback address, which may hold a wildcard, and by name: a client with aoe in its name is one that is being prepared. With ``option_b`` exactly
    one leads back, to the address of oauth2-proxy alone and by https, and has a secret of its own.
    """
    host = estate.web.aoe if estate.web else f"aoe.{estate.domain}"
    named = re.compile(r"\baoe\b", re.IGNORECASE)
    found = [client for client in clients.clients() if named.search(client.name) or any(_back(host, way) for way in client.callbacks)]
    if found and not estate.option_b:
        raise Violation(f"PocketID has a client for {host} already: {', '.join(client.name for client in found)}")
    if estate.option_b and len(found) != 1:
        raise Violation(f"PocketID has {len(found)} clients for {host}, instead of one")
    if estate.option_b and (faults := _of_client(found[0], host)):
        raise Violation(f"PocketID's client {found[0].name} {' and '.join(faults)}")


def _back(host: str, callback: str) -> bool:
    """Whether a callback leads to a host: by its name, as a pattern of it, or anywhere in its text."""
    return host in callback or fnmatch(host, (urlsplit(callback).hostname or "").casefold())


def _of_client(client: OidcClient, host: str) -> list[str]:
    wanted = f"https://{host}/oauth2/callback"
    ways = [way for way in client.callbacks if way != wanted]
    return [
        *([f"leads back to {' and '.join(ways)}"] if ways else []),
        *([f"does not lead back to {wanted}"] if wanted not in client.callbacks else []),
        *(["is public: it needs no secret"] if client.public else []),
    ]


@then("no playbook sets up oauth2-proxy for it before that")
def no_upstream(estate: Estate, request: pytest.FixtureRequest) -> None:
    """No file of the playbooks repository outside its documents names the AoE host; comments do not count."""
    if estate.option_b:
        return
    host = estate.web.aoe if estate.web else f"aoe.{estate.domain}"
    checkout = request.getfixturevalue("playbooks").checkout
    named = [name for name in checkout.files() if not name.endswith(".md") and _names(checkout.read(name) or "", host)]
    if named:
        raise Violation(f"the playbooks repository sets up {host} already: {', '.join(sorted(named)[:5])}")


def _names(text: str, host: str) -> bool:
    return any(host in line.partition("#")[0] for line in text.splitlines())
