"""The ntfy stand-in: a message that was published with the right token can be read back with the right token."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from lab.homelab import Homelab
from lab.services import ntfy
from tests.services.standin import answering, golden, shape


@pytest.fixture
def client(lab: Homelab) -> Iterator[httpx.Client]:
    ntfy.seed(lab)
    with (
        answering(lambda request: ntfy.respond(lab.service("ntfy"), request), lab.service("ntfy")) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_published_message_is_polled(client: httpx.Client, lab: Homelab) -> None:
    """Title, priority and tags come back as they were sent, since any of the forms of a moment."""
    sent = client.post(
        f"/{ntfy.TOPIC}",
        content="text",
        headers={**_bearer(ntfy.publish_token(lab)), "Title": "U failed", "Priority": "high", "Tags": "a,b"},
    ).json()

    for since in ("10m", "all", "latest", str(sent["time"])):
        lines = client.get(
            f"/{ntfy.TOPIC}/json", params={"poll": "1", "since": since}, headers=_bearer(ntfy.read_token(lab))
        ).text.splitlines()
        assert [json.loads(line) for line in lines] == [sent]
    assert (sent["title"], sent["message"], sent["priority"], sent["tags"]) == ("U failed", "text", 4, ["a", "b"])


def test_a_json_publish_and_a_basic_token_work_too(client: httpx.Client, lab: Homelab) -> None:
    """The other two ways that clients use: JSON to the root, and the token as a Basic password."""
    answer = client.post("/", json={"topic": ntfy.TOPIC, "message": "m", "priority": 5}, auth=("", ntfy.publish_token(lab)))

    assert (answer.status_code, answer.json()["priority"]) == (200, 5)


def test_rights_are_per_token(client: httpx.Client, lab: Homelab) -> None:
    """A write-only token may not read, a read-only one may not write, an unknown one is nobody, none is refused."""
    poll = f"/{ntfy.TOPIC}/json?poll=1"

    assert client.get(poll, headers=_bearer(ntfy.publish_token(lab))).status_code == 403
    assert client.post(f"/{ntfy.TOPIC}", headers=_bearer(ntfy.read_token(lab))).status_code == 403
    assert client.get(poll, headers=_bearer("tk_wrong")).json()["code"] == 40101
    assert client.get(poll).json()["code"] == 40301
    assert client.get(f"/{ntfy.TOPIC}/auth", headers=_bearer(ntfy.read_token(lab))).json() == {"success": True}


def test_answers_have_the_shape_of_the_real_ones(client: httpx.Client, lab: Homelab) -> None:
    """Field by field like the golden answers."""
    real = golden("sample-responses.json")["ntfy"]
    sent = client.post(
        f"/{ntfy.TOPIC}", content="x", headers={**_bearer(ntfy.publish_token(lab)), "Title": "t", "Priority": "4", "Tags": "a"}
    )

    assert shape(sent.json()) == shape(real["POST /homelab-alerts"])
    assert client.get("/v1/health").json() == real["GET /v1/health"]
    assert client.get(f"/{ntfy.TOPIC}/json", headers=_bearer("tk_x")).json() == real["error 401"]
    assert client.get(f"/{ntfy.TOPIC}/json").json() == real["error 403"]
    assert client.get("/a/b/c").json() == real["error 404"]
