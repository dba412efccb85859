"""The Proxmox Backup Server stand-in: namespaces, snapshots, and errors in plain text."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from lab.homelab import Homelab
from lab.services import pbs
from tests.services.standin import answering, golden, shape

STORE = "/admin/datastore/main"


@pytest.fixture
def client(lab: Homelab) -> Iterator[httpx.Client]:
    pbs.seed(lab)
    headers = {"Authorization": f"PBSAPIToken={pbs.TOKEN}:{lab.secret('pbs-audit')}"}
    with (
        answering(lambda request: pbs.respond(lab.service("pbs"), request), lab.service("pbs")) as url,
        httpx.Client(base_url=f"{url}/api2/json", trust_env=False, headers=headers) as client,
    ):
        yield client


def test_snapshots_lie_in_a_namespace(client: httpx.Client) -> None:
    """Without a namespace only the root one is listed, and there is nothing in it."""
    assert client.get(f"{STORE}/snapshots").json()["data"] == []
    found = client.get(f"{STORE}/snapshots", params={"ns": "pve", "backup-type": "ct", "backup-id": "140"}).json()["data"]

    assert len(found) == 7
    assert time.time() - max(snapshot["backup-time"] for snapshot in found) < 12 * 3600


def test_errors_are_text_in_the_name_of_json(client: httpx.Client) -> None:
    """Wrong token, unknown path, store and namespace, an unknown parameter: each as the real server words it."""
    wrong = client.get("/version", headers={"Authorization": f"PBSAPIToken={pbs.TOKEN}:x"})
    assert (wrong.status_code, wrong.text) == (401, "authentication failed - invalid credentials.")
    assert client.get("/foo").text == "Path '/api2/json/foo' not found."
    assert client.get(f"{STORE}/snapshots", params={"ns": "x"}).text == "namespace not found: x"
    assert client.get("/admin/datastore/x/groups").status_code == 403
    assert client.get(f"{STORE}/groups", params={"live": "1"}).status_code == 400


def test_answers_have_the_shape_of_the_real_ones(client: httpx.Client) -> None:
    """Field by field like the golden answers."""
    real = golden("sample-responses.json")["pbs"]
    snapshots = client.get(f"{STORE}/snapshots?ns=pve&backup-type=ct&backup-id=140").json()["data"][1:]

    assert shape({"data": snapshots}) == shape(real["GET /api2/json/admin/datastore/main/snapshots?ns=pve&backup-type=ct&backup-id=140"])
    for call in ("admin/datastore", "admin/datastore/main/namespace", "admin/datastore/main/groups?ns=pve"):
        assert shape(client.get(f"/{call}").json()) == shape(real[f"GET /api2/json/{call}"])
    assert client.get("/version").json() == real["GET /api2/json/version"]
    nobody = client.get("/version", headers={"Authorization": ""})
    assert (nobody.headers["Content-Type"], nobody.text) == (real["error 401"]["content-type"], real["error 401"]["body_text"])
