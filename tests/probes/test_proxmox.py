"""Proxmox and its Backup Server: facts from their answers, and the missing right, the login page or the fault that made one impossible."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from lab import guests
from lab.homelab import Homelab
from lab.services import pbs as pbs_standin
from lab.services import proxmox_access
from lab.services import pve as standin
from lab.tls import certificate
from probes import pbs, proxmox, proxmox_facts
from probes.estate import Estate
from probes.pbs import Pbs
from probes.proxmox import Proxmox
from probes.unseen import Unseen
from remediations.changes import Stale
from remediations.changes_proxmox import RestartContainer, SetJob, SetOption
from remediations.refusals import Refusal
from tests.services.standin import answering


@pytest.fixture
def estate(lab: Homelab, estate_of: Callable[..., Estate]) -> Iterator[Estate]:
    guests.seed(lab)
    pbs_standin.seed(lab)
    standin.seed(lab)
    pair = certificate(lab, "both", "127.0.0.1")
    with (
        answering(lambda request: standin.respond(lab, request), lab.service("pve"), pair) as url,
        answering(lambda request: pbs_standin.respond(lab.service("pbs"), request), lab.service("pbs"), pair) as pbs_url,
    ):
        yield estate_of(proxmox={**standin.estate(lab), "url": url}, pbs={**pbs_standin.estate(lab), "url": pbs_url})


@pytest.fixture
def client(estate: Estate) -> Proxmox:
    return proxmox.connect(estate)


@pytest.fixture
def snapshots(estate: Estate) -> Pbs:
    return pbs.connect(estate)


def _conf(lab: Homelab, old: str, new: str) -> None:
    file = guests.path(lab, "agents")
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def test_a_configuration_as_facts(client: Proxmox) -> None:
    """Defaults filled in, volumes split, raw lines in order."""
    config = client.config(140)

    assert (config.node, config.hostname, config.unprivileged, config.cores, config.memory, config.onboot) == (
        "pve",
        "agents",
        True,
        2,
        2048,
        True,
    )
    assert (config.rootfs.storage, config.mounts[0].target, config.mounts[0].backup) == ("apps-pool", "/var/lib/docker", False)
    assert "nesting=1" in config.features


def test_absent_keys_have_the_defaults_of_proxmox() -> None:
    """No unprivileged key is privileged, no cores are all, no memory is 512 MiB, no onboot is no."""
    config = proxmox_facts.config(1, "pve", {"rootfs": "local:x,size=1G", "digest": "d", "mp0": "/srv/x,mp=/x,shared=1"})

    assert (config.unprivileged, config.cores, config.memory, config.onboot) == (False, None, 512, False)
    assert (config.mounts[0].storage, config.mounts[0].backup, config.mounts[0].shared) == (None, None, True)


def test_what_is_pending_is_not_in_force(client: Proxmox, lab: Homelab) -> None:
    """The configuration is asked with current=1; what waits is told apart."""
    file = guests.path(lab, "agents")
    file.write_text(file.read_text() + "\n[pve:pending]\ndelete: onboot\nmemory: 4096\n")

    assert client.config(140).memory == 2048
    assert [(one.key, one.value, one.pending) for one in client.pending(140)] == [("memory", "2048", "4096"), ("onboot", "1", None)]


def test_a_guest_is_found_on_whatever_node(client: Proxmox, lab: Homelab) -> None:
    """The node comes from the cluster's list, not from the estate."""
    guests.path(lab, "agents").rename(lab.service("pve") / "nodes" / "pve2" / "lxc" / "140.conf")

    assert client.config(140).node == "pve2"


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        ([], "lacks VM.Audit on /vms and below"),
        ([("/vms/140", "PVEAuditor")], "lacks VM.Audit on /vms and below"),
    ],
)
def test_a_weak_token_is_told_apart_from_an_empty_cluster(client: Proxmox, lab: Homelab, rights: list[tuple[str, str]], words: str) -> None:
    """A list that a token may not see whole is not believed; the missing right is named."""
    acl = [(path, standin.AUDITOR, role) for path, role in rights]
    proxmox_access.write(lab.service("pve"), standin.ROLES, {standin.AUDITOR: lab.secret("pve-audit")}, acl)

    with pytest.raises(Unseen, match=words):
        client.guests()


def test_one_hidden_guest_is_noticed(client: Proxmox, lab: Homelab) -> None:
    """NoAccess on the witness leaves the containers unseen."""
    acl = [("/", standin.AUDITOR, "PVEAuditor"), ("/vms/131", standin.AUDITOR, "NoAccess")]
    proxmox_access.write(lab.service("pve"), standin.ROLES, {standin.AUDITOR: lab.secret("pve-audit")}, acl)

    with pytest.raises(Unseen, match=r"container 131 is not listed"):
        client.containers(131)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("login-page", "a login page instead of JSON"),
        ("401", "the token in the estate was refused"),
        ("500", "answered 500"),
        ("down", "failed"),
    ],
)
def test_a_product_that_cannot_be_seen_says_why(estate: Estate, lab: Homelab, mode: str, words: str) -> None:
    """Each refusal in words; proxmoxer alone would hand the login page over as an answer."""
    for service, ask in {"pve": proxmox.connect(estate).jobs, "pbs": pbs.connect(estate).groups}.items():
        (lab.service(service) / "mode").write_text(mode)

        with pytest.raises(Unseen, match=words):
            ask()


def test_a_wrong_token_and_a_wrong_authority(estate: Estate, lab: Homelab, estate_of: Callable[..., Estate]) -> None:
    """The reason phrase is passed on; a certificate of another authority is not trusted."""
    lab.secret_file("pve-audit").write_text("wrong")
    with pytest.raises(Unseen, match="Authentication failed!"):
        proxmox.connect(estate).jobs()
    assert estate.proxmox
    other = {key: value for key, value in estate.proxmox.model_dump(mode="json", exclude_none=True).items() if key != "ca"}
    with pytest.raises(Unseen, match="not trusted by the CA"):
        proxmox.connect(estate_of(proxmox=other)).jobs()


def test_what_a_job_takes_is_the_servers_answer(client: Proxmox) -> None:
    """Volume by volume, with the reason; nothing of a guest that the job leaves out."""
    assert client.included("backup-agents", 140) == {"mp0": (False, "disabled"), "rootfs": (True, "rootfs")}
    assert client.included("backup-blanket", 140) == {}
    assert client.unprotected() == (190,)


def test_snapshots_are_looked_for_in_every_namespace(snapshots: Pbs) -> None:
    """Seven in the estate's, none in the root one; the newest is whole and not verified yet."""
    assert snapshots.namespaces() == ("", "pve")
    found = snapshots.snapshots(140, "pve")

    assert (len(found), found[-1].whole, found[-1].state, found[0].state) == (7, True, None, "ok")
    assert snapshots.snapshots(140, "") == ()


def test_an_option_is_set_under_its_digest_and_put_back(client: Proxmox, lab: Homelab) -> None:
    """The value is in force afterwards, and what it was again when taken back; an option that was not there goes."""
    _conf(lab, "onboot: 1\n", "")
    change = SetOption(140, "onboot", "1")
    seen = change.look(client)

    change.put(client, change.want(seen), seen)
    assert change.look(client) == "1"
    with pytest.raises(Stale):
        change.put(client, "1", "0")
    change.put(client, seen, "1")
    assert change.look(client) is None


def test_a_refused_change_names_the_reason(client: Proxmox) -> None:
    """What no token may set is refused in Proxmox's words."""
    with pytest.raises(Refusal, match="only allowed for root@pam"):
        SetOption(140, "features", "nesting=1,keyctl=1").put(client, "nesting=1,keyctl=1", "keyctl=1,nesting=1")


def test_without_a_repair_token_nothing_is_changed(estate: Estate, estate_of: Callable[..., Estate]) -> None:
    """The auditor's token is never used for a change."""
    assert estate.proxmox
    held = {key: value for key, value in estate.proxmox.model_dump(mode="json", exclude_none=True).items() if not key.startswith("fix_")}

    with pytest.raises(Unseen, match="names no repair token"):
        SetOption(140, "onboot", "0").put(proxmox.connect(estate_of(proxmox=held)), "0", "1")


def test_a_list_of_a_job_is_set_and_put_back(client: Proxmox, lab: Homelab) -> None:
    """Excluded paths travel as a list, other fields as text; the other job is not touched."""
    change = SetJob("backup-agents", "exclude-path", ("/a/", "/b/"))
    before = (lab.service("pve") / "jobs.json").read_text()
    seen = change.look(client)

    change.put(client, change.want(seen), seen)
    assert change.look(client) == ["/a/", "/b/"]
    change.put(client, seen, ["/a/", "/b/"])
    assert json.loads((lab.service("pve") / "jobs.json").read_text()) == json.loads(before)


def test_a_restart_brings_what_waits_into_force_for_good(client: Proxmox, lab: Homelab) -> None:
    """The task is waited for; what came into force cannot wait again."""
    file = guests.path(lab, "agents")
    file.write_text(file.read_text() + "\n[pve:pending]\nmemory: 4096\n")
    change = RestartContainer(140)

    change.put(client, {}, change.look(client))
    assert client.config(140).memory == 4096
    assert change.look(client) == {}
    with pytest.raises(Refusal, match="in force now"):
        change.put(client, {"memory": "4096"}, {})
