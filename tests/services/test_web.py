"""Caddy, oauth2-proxy, PocketID and DNS together: the editor is behind the gate, and no other name is anything."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import suppress

import dns.exception
import dns.resolver
import httpx
import pytest

from lab.homelab import Homelab
from lab.services import caddy, code_server, oauth2_proxy, pocketid
from lab.services import dns as names

EDITOR = "code-server-dev.eva-00.network"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homelab]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADR023_LAB_DIR", str(tmp_path_factory.mktemp("lab")))
        home = Homelab("t", net="127.209.3")
        for service in (code_server, oauth2_proxy, pocketid, names, caddy):
            service.seed(home)
        servers = [service.serve(home) for service in (code_server, oauth2_proxy, pocketid)]
        assert servers
        program = caddy.serve(home)
        yield home
        program.kill()
        program.wait()


def get(lab: Homelab, host: str, path: str = "/", **headers: str) -> httpx.Response:
    context = ssl.create_default_context(cafile=str(lab.root / "ca.pem"))
    with httpx.Client(verify=context, trust_env=False) as client:
        for _ in range(100):
            try:
                return client.get(f"https://{lab.gateway}{path}", headers={"Host": host, **headers}, extensions={"sni_hostname": host})
            except httpx.ConnectError as error:
                if "refused" not in str(error):
                    raise
                time.sleep(0.05)
    pytest.fail("Caddy does not answer")


def test_the_editor_leads_to_the_sign_in(lab: Homelab) -> None:
    """Without a session the answer is a chain that ends at PocketID, whatever identity headers say."""
    first = get(lab, EDITOR, "/x?a=1", **{"X-Forwarded-User": "milton", "X-Auth-Request-User": "milton"})
    second = get(lab, EDITOR, first.headers["location"])

    assert (first.status_code, second.status_code) == (302, 302)
    assert second.headers["location"].startswith("https://id.eva-00.network/authorize?")
    assert "redirect_uri=https%3A%2F%2Fcode-server-dev.eva-00.network%2Foauth2%2Fcallback" in second.headers["location"]


def test_a_name_without_a_block_is_an_empty_page(lab: Homelab) -> None:
    """The dashboard's name is no different from any other: 200 and nothing."""
    for host in ("aoe.eva-00.network", "anything.eva-00.network"):
        answer = get(lab, host)
        assert (answer.status_code, answer.content) == (200, b"")


def test_discovery_names_the_issuer(lab: Homelab) -> None:
    """PocketID's discovery document and oauth2-proxy's settings agree."""
    assert get(lab, pocketid.HOST, "/.well-known/openid-configuration").json()["issuer"] == pocketid.ISSUER


def test_clients_are_listed_with_the_key_alone(lab: Homelab) -> None:
    """The API key opens the list; in it is no client of the deferred dashboard."""
    url = f"{lab.url('pocketid')}/api/oidc/clients"

    assert httpx.get(url, trust_env=False).status_code == 401
    listed = httpx.get(url, trust_env=False, headers={"X-API-Key": lab.secret("pocketid-api-key")}).json()
    assert [client["name"] for client in listed["data"]] == ["code-server-dev"]


def _resolve(lab: Homelab, name: str, wanted: str) -> list[str]:
    """What the server says, asked again for a while until it says what is wanted: it starts anew when its file changes."""
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.lifetime = [lab.gateway], 5
    for _ in range(50):
        with suppress(dns.exception.DNSException):
            found = [str(record) for record in resolver.resolve(name, "A")]
            if found == [wanted]:
                return found
        time.sleep(0.1)
    return found


def test_names_lead_where_they_should(lab: Homelab) -> None:
    """The containers have own records, any other name of the domain is Caddy's, and an edit of the zone comes into force."""
    names.serve(lab)
    config = lab.service("dns") / "dnsmasq.conf"

    assert _resolve(lab, "agents.eva-00.network.", lab.agents) == [lab.agents]
    assert _resolve(lab, "any.eva-00.network.", lab.gateway) == [lab.gateway]
    config.write_text(config.read_text().replace(lab.agents, lab.dev))
    assert _resolve(lab, "agents.eva-00.network.", lab.dev) == [lab.dev]
    names.reset(lab)
    assert _resolve(lab, "agents.eva-00.network.", lab.agents) == [lab.agents]
