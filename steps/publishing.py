"""The AoE dashboard: not served, not tunnelled, not known outside before its own decision; afterwards only as that decision wants it."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes import systemd
from probes.estate import Estate
from probes.pocketid import Pocketid
from probes.publishing import SERVER, Published, Publishing, publishing
from probes.question import ask
from probes.systemd import Service
from probes.unseen import Unseen
from probes.web import Answer, Web
from steps import rules
from steps.outcomes import Violation

HARDENING = {"ProtectSystem": ("full", "strict"), "NoNewPrivileges": ("yes",), "PrivateTmp": ("yes",)}
LOOKS = (
    ("GET", "/"), ("GET", "/oauth2/sign_in"), ("GET", "/oauth2/auth"), ("GET", "/api/sessions"), ("POST", "/"), ("GET", "/adr023-no-such-path"),
)  # fmt: skip


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

    That unit then runs as the service user, hardened, after the network, with an alert, and without ``--remote``, which is a tunnel.
    """
    servers = [one for one in published.found if one.what == SERVER]
    tunnels = [one for one in published.found if one.what != SERVER]
    stray = servers if not estate.option_b else [one for one in servers if one.kind != "unit" and one.unit not in _units(servers)]
    if tunnels or stray:
        raise Violation("; ".join(map(_told, [*tunnels, *stray])), found=[asdict(one) for one in [*tunnels, *stray]])
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
    service: Service = ask(agents, systemd.service(units[0]))
    unit = service.loaded
    faults = [
        *(["is not active"] if not any(one.kind == "process" and one.unit == units[0] for one in servers) else []),
        *rules.of_user(unit, estate.agents), *rules.of_order(unit, "network-online.target"), *rules.of_settings(unit, HARDENING),
        *(["alerts nobody when it fails"] if not unit.on_failure else []),
        *(["opens a public tunnel (--remote)"] if any("--remote" in command.argv for command in unit.start) else []),
    ]  # fmt: skip
    if faults:
        raise Violation(f"{units[0]} {', '.join(faults)}", found=[])


@given("the answers for the AoE name and for a name that nobody has", target_fixture="answers")
def the_answers(web: Web) -> list[tuple[str, Answer, Answer]]:
    """The same requests to both, at the proxy's own address: start, sign-in paths, an API path, a POST and a random path."""
    return [(f"{method} {path}", web.ask(web.section.aoe, path, method), web.ask(web.sibling(), path, method)) for method, path in LOOKS]


@then("the AoE name is served no differently until it is deployed, and then only behind the sign-in")
def no_vhost(answers: list[tuple[str, Answer, Answer]], web: Web, estate: Estate) -> None:
    """Answers are compared by status, target and body. 200 with an empty body is nothing. With ``option_b``: each path leads to the sign-in, by 302 or 401."""
    if estate.option_b:
        open_ = [f"{asked} answers {_words(aoe)}" for asked, aoe, _ in answers if "/oauth2/" not in asked and not _gated(aoe)]
        if open_:
            raise Violation(f"{web.section.aoe} is not behind the sign-in: {'; '.join(open_)}")
        return
    different = [f"{asked} answers {_words(aoe)} instead of {_words(other)}" for asked, aoe, other in answers if aoe != other]
    if different:
        raise Violation(f"{web.section.aoe} is served already: {'; '.join(different)}")


def _gated(answer: Answer) -> bool:
    return answer.status in {401, 403} or (answer.status in {302, 303, 307} and "/oauth2/" in answer.location)


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
    """By callback address, and by name: a client named aoe is one that is being prepared."""
    host = estate.web.aoe if estate.web else f"aoe.{estate.domain}"
    found = [
        client.name
        for client in clients.clients()
        if client.name.casefold() == "aoe" or any(host in callback for callback in client.callbacks)
    ]
    if found and not estate.option_b:
        raise Violation(f"PocketID has a client for {host} already: {', '.join(found)}")
    if estate.option_b and len(found) != 1:
        raise Violation(f"PocketID has {len(found)} clients for {host}, instead of one")


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
