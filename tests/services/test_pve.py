"""The Proxmox VE stand-in: what a token may see, what is in force and what waits, and writes that hold their lock."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from lab import guests
from lab.homelab import Homelab
from lab.services import pbs, proxmox_access, pve, pve_guests
from tests.services.standin import answering, golden, shape

CONFIG, PENDING = "/nodes/pve/lxc/140/config", "/nodes/pve/lxc/140/pending"


@pytest.fixture
def lab(lab: Homelab) -> Homelab:
    guests.seed(lab)
    pbs.seed(lab)
    pve.seed(lab)
    return lab


@pytest.fixture
def url(lab: Homelab) -> Iterator[str]:
    with answering(lambda request: pve.respond(lab, request), lab.service("pve")) as base:
        yield f"{base}/api2/json"


def _client(url: str, token: str, secret: str) -> httpx.Client:
    return httpx.Client(base_url=url, trust_env=False, headers={"Authorization": f"PVEAPIToken={token}={secret}"})


@pytest.fixture
def auditor(url: str, lab: Homelab) -> Iterator[httpx.Client]:
    with _client(url, pve.AUDITOR, lab.secret("pve-audit")) as client:
        yield client


@pytest.fixture
def remediator(url: str, lab: Homelab) -> Iterator[httpx.Client]:
    with _client(url, pve.REMEDIATOR, lab.secret("pve-remediate")) as client:
        yield client


def _data(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.reason_phrase
    return answer.json()["data"]


def _append(lab: Homelab, text: str) -> None:
    file = guests.path(lab, "agents")
    file.write_text(file.read_text() + text)


def test_without_a_good_token_the_reason_says_why(url: str, lab: Homelab) -> None:
    """No header, a wrong secret, an unknown token, an expired one: 401 with Proxmox's words and no body."""
    anonymous = httpx.get(f"{url}/version", trust_env=False)
    assert (anonymous.status_code, anonymous.reason_phrase, anonymous.content) == (401, "No ticket", b"")
    for token, secret in ((pve.AUDITOR, "x"), ("nobody@pve!x", "x")):
        with _client(url, token, secret) as client:
            assert client.get("/version").reason_phrase == "Authentication failed!"
    access = json.loads((lab.service("pve") / "access.json").read_text())
    access["tokens"][pve.AUDITOR]["expire"] = 1
    (lab.service("pve") / "access.json").write_text(json.dumps(access))
    with _client(url, pve.AUDITOR, lab.secret("pve-audit")) as client:
        assert client.get("/version").status_code == 401


def test_a_weak_token_sees_a_shorter_list_and_a_refusal(url: str, lab: Homelab) -> None:
    """Lists are filtered without a word; what is named is refused with the missing right."""
    roles = {"None": [], **pve.ROLES}
    proxmox_access.write(lab.service("pve"), roles, {"weak@pve!t": "s"}, [("/vms/105", "weak@pve!t", "PVEAuditor")])
    with _client(url, "weak@pve!t", "s") as client:
        assert [row["vmid"] for row in _data(client.get("/cluster/resources", params={"type": "vm"}))] == [105]
        assert client.get(CONFIG).reason_phrase == "Permission check failed (/vms/140, VM.Audit)"
        assert client.get("/cluster/backup").reason_phrase == "Permission check failed (/, Sys.Audit)"
        assert set(_data(client.get("/access/permissions"))) == {"/vms/105"}


def test_a_nearer_entry_replaces_a_farther_one(lab: Homelab) -> None:
    """NoAccess on one guest takes away what was handed down from the root."""
    proxmox_access.write(
        lab.service("pve"), pve.ROLES, {"t@pve!x": "s"}, [("/", "t@pve!x", "PVEAuditor"), ("/vms/131", "t@pve!x", "NoAccess")]
    )
    access = proxmox_access.read(lab.service("pve"))

    assert "VM.Audit" in access.privileges("t@pve!x", "/vms/140")
    assert access.privileges("t@pve!x", "/vms/131") == {}


def test_pending_changes_read_as_in_force_unless_current_is_asked(auditor: httpx.Client, lab: Homelab) -> None:
    """The trap of the real API: only ``current=1`` tells what is in force."""
    _append(lab, "\n[pve:pending]\ndelete: onboot\nmemory: 4096\n")

    assert _data(auditor.get(CONFIG, params={"current": 1}))["memory"] == 2048
    assert _data(auditor.get(CONFIG, params={"current": 1}))["onboot"] == 1
    assert _data(auditor.get(CONFIG))["memory"] == 4096
    assert "onboot" not in _data(auditor.get(CONFIG))
    waiting = {row["key"]: row for row in _data(auditor.get(PENDING))}
    assert waiting["memory"] == {"key": "memory", "value": 2048, "pending": 4096}
    assert waiting["onboot"]["delete"] == 1


def test_a_missing_container_has_no_404(auditor: httpx.Client) -> None:
    """Neither does one on another node: the configuration file does not exist, says a 500."""
    answer = auditor.get("/nodes/pve/lxc/999/config")

    assert (answer.status_code, answer.reason_phrase) == (500, "Configuration file 'nodes/pve/lxc/999.conf' does not exist")
    assert auditor.get("/nodes/pve2/lxc/140/config").reason_phrase == "Configuration file 'nodes/pve2/lxc/140.conf' does not exist"
    assert auditor.get("/nodes/pve9/lxc/140/config").reason_phrase.startswith("hostname lookup 'pve9' failed")


def test_a_node_that_is_off_answers_595(auditor: httpx.Client, lab: Homelab) -> None:
    """Whoever answers cannot reach the node that owns the path."""
    (lab.service("pve") / "nodes.json").write_text(json.dumps({"pve": False}))

    assert auditor.get(CONFIG).status_code == 595


def test_unknown_parameters_and_paths_are_refused(auditor: httpx.Client) -> None:
    """The schema allows no other key, and what is not implemented says so."""
    answer = auditor.get(CONFIG, params={"live": 1})

    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["live"])
    assert auditor.get("/foo").reason_phrase == "Method 'GET /foo' not implemented"
    assert auditor.get("/cluster/resources", params={"type": "lxc"}).status_code == 400


def test_a_put_needs_its_right_and_the_digest_it_read(auditor: httpx.Client, remediator: httpx.Client, lab: Homelab) -> None:
    """An auditor may not write; a stale digest changes nothing; a good one changes a hot option at once."""
    digest = _data(auditor.get(CONFIG))["digest"]

    assert auditor.put(CONFIG, data={"onboot": "0"}).status_code == 403
    assert remediator.put(CONFIG, data={"onboot": "0", "digest": digest}).status_code == 200
    stale = remediator.put(CONFIG, data={"onboot": "1", "digest": digest})
    assert (stale.status_code, stale.reason_phrase) == (500, "detected modified configuration - file changed by other user? Try again.")
    assert _data(auditor.get(CONFIG, params={"current": 1}))["onboot"] == 0
    assert json.loads((lab.service("pve") / "journal.jsonl").read_text())["keys"] == ["onboot"]


def test_what_cannot_change_while_it_runs_waits(auditor: httpx.Client, remediator: httpx.Client) -> None:
    """A changed mount point waits, a revert takes it back, a restart brings it into force."""
    mount = "apps-pool:subvol-140-disk-1,mp=/var/lib/docker,backup=1,size=20G"
    remediator.put(CONFIG, data={"mp0": mount})
    assert "backup=0" in _data(auditor.get(CONFIG, params={"current": 1}))["mp0"]
    remediator.put(CONFIG, data={"revert": "mp0"})
    assert "backup=0" in _data(auditor.get(CONFIG))["mp0"]
    remediator.put(CONFIG, data={"mp0": mount})

    upid = _data(remediator.post("/nodes/pve/lxc/140/status/reboot"))
    for _ in range(100):
        told = _data(remediator.get(f"/nodes/pve/tasks/{upid}/status"))
        if told["status"] == "stopped":
            break
        time.sleep(0.05)
    assert told["exitstatus"] == "OK"
    assert "backup=1" in _data(auditor.get(CONFIG, params={"current": 1}))["mp0"]


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        (
            {"features": "nesting=1,keyctl=1"},
            403,
            "Permission check failed (changing feature flags (except nesting) is only allowed for root@pam)",
        ),
        ({"features": "nesting=1"}, 403, "Permission check failed (/vms/140, VM.Allocate)"),
        ({"mp1": "/srv/x,mp=/x"}, 403, "Permission check failed (changing mp1 is only allowed for root@pam)"),
        ({"unprivileged": "0"}, 500, "unable to modify read-only option: 'unprivileged'"),
        ({"lxc.apparmor.profile": "unconfined"}, 400, "Parameter verification failed."),
        ({"onboot": "yes please"}, 400, "Parameter verification failed."),
    ],
)
def test_what_no_token_may_set_is_refused(remediator: httpx.Client, change: dict[str, str], status: int, words: str) -> None:
    """Features beyond nesting and bind mounts are root's alone; unprivileged and raw lines cannot be set at all."""
    answer = remediator.put(CONFIG, data=change)

    assert (answer.status_code, answer.reason_phrase) == (status, words)


def test_jobs_tell_whom_they_cover(auditor: httpx.Client) -> None:
    """The blanket job leaves agents out, its own job takes its root volume, and only the scratch guest is in none."""
    blanket = _data(auditor.get("/cluster/backup/backup-blanket/included_volumes"))["children"]
    own = _data(auditor.get("/cluster/backup/backup-agents/included_volumes"))["children"]

    assert [guest["id"] for guest in blanket] == [105, 115, 119, 123, 131]
    assert [(leaf["id"], leaf["included"], leaf["reason"]) for leaf in own[0]["children"]] == [
        ("140:mp0", 0, "disabled"),
        ("140:rootfs", 1, "rootfs"),
    ]
    assert [guest["vmid"] for guest in _data(auditor.get("/cluster/backup-info/not-backed-up"))] == [190]


def test_one_way_to_select_guests_drops_the_others(auditor: httpx.Client, remediator: httpx.Client) -> None:
    """Setting vmid on a blanket job takes away all and exclude; unknown jobs and keys are refused."""
    assert remediator.put("/cluster/backup/backup-blanket", data={"vmid": "140,105"}).status_code == 200
    job = _data(auditor.get("/cluster/backup/backup-blanket"))

    assert ("all" in job, "exclude" in job, job["vmid"]) == (False, False, "140,105")
    assert auditor.put("/cluster/backup/backup-blanket", data={"enabled": "0"}).status_code == 403
    assert auditor.get("/cluster/backup/x").json()["errors"] == {"id": "No such job 'x'"}


def test_the_backup_storage_shows_what_pbs_holds(auditor: httpx.Client) -> None:
    """One truth: seven snapshots of agents, newest first or last, each with its time."""
    volumes = _data(auditor.get("/nodes/pve/storage/pbs-main/content", params={"content": "backup", "vmid": 140}))

    assert len(volumes) == 7
    assert volumes[0]["volid"].startswith("pbs-main:backup/ct/140/")


def test_a_guest_may_live_on_another_node(auditor: httpx.Client, lab: Homelab) -> None:
    """Where its file lies is where it is."""
    file = guests.path(lab, "agents")
    file.rename(lab.service("pve") / "nodes" / "pve2" / "lxc" / "140.conf")

    assert [(row["node"], row["vmid"]) for row in _data(auditor.get("/cluster/resources")) if row.get("vmid") == 140] == [("pve2", 140)]


def test_answers_have_the_shape_of_the_real_ones(auditor: httpx.Client, lab: Homelab) -> None:
    """Field by field like the golden answers, where the seeded guest has the same options."""
    real = golden("sample-responses.json")["pve"]
    _append(lab, "tags: agents;app\nprotection: 0\n")
    config, expected = _data(auditor.get(CONFIG)), real["GET /api2/json/nodes/pve/lxc/140/config"]["data"]
    row = next(row for row in _data(auditor.get("/cluster/resources?type=vm")) if row["vmid"] == 140)
    snapshots = _data(auditor.get("/nodes/pve/storage/pbs-main/content?content=backup&vmid=140"))[1:]

    assert shape(config) == shape(expected)
    assert {**shape(row), "pool": "str"} == shape(real["GET /api2/json/cluster/resources?type=vm"]["data"][0])
    assert shape(snapshots) == shape(real["GET /api2/json/nodes/pve/storage/pbs-main/content?content=backup&vmid=140"]["data"])
    status, wanted = (
        _data(auditor.get("/nodes/pve/lxc/140/status/current")),
        real["GET /api2/json/nodes/pve/lxc/140/status/current"]["data"],
    )
    assert wanted.keys() - status.keys() == {"pid", "swap", "maxswap"}


def test_parameters_are_those_of_the_schema(lab: Homelab) -> None:
    """Every parameter that the schema knows for a write is known here, and no other."""
    del lab
    paths = golden("pve-api-subset.json")["paths"]
    settable = paths["/nodes/{node}/lxc/{vmid}/config"]["PUT"]["parameters"]["properties"]
    job = paths["/cluster/backup/{id}"]["PUT"]["parameters"]["properties"]

    assert {name.removesuffix("[n]") for name in settable} - {"node", "vmid"} == pve_guests.SETTABLE
    assert set(job) - {"id"} == pve._JOB
