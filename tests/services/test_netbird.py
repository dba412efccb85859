"""The Netbird management stand-in: an API for the audit, and a sign-in that knows a peer by its key."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from lab.homelab import Homelab
from lab.services import netbird
from tests.services.standin import answering


@pytest.fixture
def client(lab: Homelab) -> Iterator[httpx.Client]:
    netbird.seed(lab)
    state = lab.service("netbird")
    token = {"Authorization": f"Token {lab.secret('netbird-api')}"}
    with answering(lambda r: netbird.respond(state, r), state) as url, httpx.Client(base_url=url, trust_env=False, headers=token) as client:
        yield client


def _sync(client: httpx.Client, lab: Homelab, host: str) -> httpx.Response:
    config = json.loads(netbird.material(lab, host)["/var/lib/netbird/default.json"])
    return client.post("/client/sync", json={"key": netbird.public_key(config["PrivateKey"])})


def test_peers_are_filtered_by_name_and_never_show_their_key(client: httpx.Client) -> None:
    """The documented filters work; what identifies a peer stays with the server."""
    peers = client.get("/api/peers", params={"name": "agents"}).json()

    assert [peer["name"] for peer in peers] == ["agents"]
    assert "key" not in peers[0]


def test_a_wrong_token_is_refused(client: httpx.Client) -> None:
    """401 with a message, as for any protected path."""
    assert client.get("/api/peers", headers={"Authorization": "Token nbp_x"}).json() == {"message": "token invalid", "code": 401}


def test_a_copied_key_makes_two_hosts_one_peer(client: httpx.Client, lab: Homelab) -> None:
    """Who presents the key of dev is dev, wherever it runs; a key that nobody knows must log in."""
    assert _sync(client, lab, "agents").json()["fqdn"].startswith("agents.")
    assert _sync(client, lab, "dev").json()["fqdn"].startswith("dev.")
    assert client.post("/client/sync", json={"key": "x"}).status_code == 403


def test_no_policy_opens_all(client: httpx.Client) -> None:
    """Rules of the compliant lab name groups and ports."""
    rules = [rule for policy in client.get("/api/policies").json() for rule in policy["rules"]]

    assert {rule["protocol"] for rule in rules} == {"tcp", "udp"}
