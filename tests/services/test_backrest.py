"""The Backrest stand-in: Connect calls, who may make them, and an optimistic lock that holds."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from lab.homelab import Homelab
from lab.services import backrest
from tests.services.standin import answering, golden, shape

GET, SET, LIST, FILES = (f"/v1.Backrest/{call}" for call in ("GetConfig", "SetConfig", "ListSnapshots", "ListSnapshotFiles"))


@pytest.fixture
def client(lab: Homelab) -> Iterator[httpx.Client]:
    backrest.seed(lab)
    with (
        answering(lambda request: backrest.respond(lab.service("backrest"), request), lab.service("backrest")) as url,
        httpx.Client(base_url=url, trust_env=False, auth=(backrest.USER, lab.secret("backrest"))) as client,
    ):
        yield client


@pytest.fixture
def anonymous(client: httpx.Client) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=client.base_url, trust_env=False) as anonymous:
        yield anonymous


def _config(client: httpx.Client) -> Any:
    return client.post(GET, json={}).json()


def test_the_configuration_comes_with_its_secrets(client: httpx.Client, lab: Homelab) -> None:
    """As in life: repository passwords and env in clear, only users' hashes hidden; the file is for its owner alone."""
    config = _config(client)

    assert config["repos"][0]["password"] == lab.secret("backrest-repo-b2")
    assert config["auth"]["users"] == [{"name": backrest.USER, "passwordBcrypt": "********"}]
    assert stat.S_IMODE((lab.service("backrest") / "config.json").stat().st_mode) == 0o600


def test_a_write_needs_the_modno_it_read(client: httpx.Client, lab: Homelab) -> None:
    """The first write with a modno wins and raises it; the same modno again is refused in Connect's words."""
    config = _config(client)
    config["plans"] = config["plans"][:-1]

    assert client.post(SET, json=config).json()["modno"] == 18
    again = client.post(SET, json=config)
    assert (again.status_code, again.json()["code"]) == (400, "failed_precondition")
    assert [plan["id"] for plan in _config(client)["plans"]] == ["forgejo", "photos"]
    assert json.loads((lab.service("backrest") / "journal.jsonl").read_text())["keys"] == ["plans:vaultwarden"]


def test_a_hidden_hash_survives_a_round_trip(client: httpx.Client) -> None:
    """Writing the configuration back as it was read locks nobody out."""
    client.post(SET, json=_config(client))

    assert _config(client)["modno"] == 18


@pytest.mark.parametrize(
    "fault", [{"plans": [{"id": "x", "repo": "nosuch", "paths": ["/a"]}]}, {"plans": [{"id": "x", "repo": "b2"}]}, {"instance": ""}]
)
def test_a_bad_configuration_is_refused(client: httpx.Client, fault: dict[str, Any]) -> None:
    """An unknown repository, a plan without paths or no instance: nothing is written."""
    answer = client.post(SET, json={**_config(client), **fault})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_argument")
    assert _config(client)["modno"] == 17


def test_calls_are_refused_as_the_real_one_refuses(client: httpx.Client, anonymous: httpx.Client) -> None:
    """No header, a wrong password, GET, another content type, an unknown call, a body that is no object."""
    assert anonymous.post(GET, json={}).text == "Unauthorized (No Authorization Header)\n"
    assert anonymous.post(GET, json={}, auth=("x", "y")).text == "Unauthorized (Bad Token)\n"
    assert (client.get(GET).status_code, client.get(GET).headers["Allow"]) == (405, "POST")
    assert client.post(GET, content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/v1.Backrest/Nosuch", json={}).status_code == 404
    assert client.post(GET, json=[]).json()["code"] == "invalid_argument"


def test_a_login_gives_a_bearer_token(anonymous: httpx.Client, lab: Homelab) -> None:
    """The token opens the same calls; one that was touched does not."""
    token = anonymous.post("/v1.Authentication/Login", json={"username": backrest.USER, "password": lab.secret("backrest")}).json()["token"]

    assert anonymous.post(GET, json={}, headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert anonymous.post(GET, json={}, headers={"Authorization": f"Bearer {token}0"}).status_code == 401
    assert anonymous.post("/v1.Authentication/Login", json={"username": backrest.USER, "password": "x"}).json()["code"] == "unauthenticated"


def test_snapshots_are_listed_by_repository_and_plan(client: httpx.Client) -> None:
    """Their paths and hosts, then one directory of one of them; an unknown repository is not found."""
    listed = client.post(LIST, json={"repoId": "nas", "planId": "photos"}).json()["snapshots"]
    files = client.post(FILES, json={"repoId": "nas", "snapshotId": listed[0]["id"], "path": "/tank"}).json()

    assert [(snapshot["hostname"], snapshot["paths"]) for snapshot in listed] == [("cajita-elite", ["/tank/photos", "/tank/documents"])] * 3
    assert [entry["path"] for entry in files["entries"]] == ["/tank/photos", "/tank/documents"]
    assert client.post(LIST, json={"repoId": "x"}).status_code == 404


def test_answers_have_the_shape_of_the_real_ones(client: httpx.Client) -> None:
    """Field by field like the golden answers."""
    real = golden("sample-responses.json")["backrest"]
    config, expected = _config(client), real["POST /v1.Backrest/GetConfig body {}"]
    snapshots = client.post(LIST, json={"repoId": "b2"}).json()
    stale = client.post(SET, json={**config, "modno": 3})

    assert shape(config["plans"]) == shape(expected["plans"])
    assert {key: type(value) for key, value in config.items()} == {key: type(value) for key, value in expected.items()}
    assert shape(snapshots) == shape(real['POST /v1.Backrest/ListSnapshots {"repoId":"b2"}'])
    assert {"status": stale.status_code, "body": stale.json()} == real["POST /v1.Backrest/SetConfig stale modno"]
