"""Backrest's plans: what they take of the agents' credentials, what of them is kept in memory, and repairs under the modno."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lab.homelab import Homelab
from lab.services import backrest as standin
from probes import backrest
from probes.backrest import Backrest
from probes.backrest_plans import plan
from probes.covering import Credentials
from probes.estate import Estate
from probes.unseen import Unseen
from remediations.changes import Stale
from remediations.changes_backrest import TakeFromPlan
from tests.services.standin import answering

AGENTS = Credentials("/home/agent", ("/apps-pool/subvol-140-disk-0",), 140)
HOOK = {
    "conditions": ["CONDITION_SNAPSHOT_START"],
    "actionCommand": {"command": "curl -H 'X-Key: hunter2' x; rsync -a agents:.claude/ /srv/x"},
}


@pytest.fixture
def estate(lab: Homelab, estate_of: Callable[..., Estate]) -> Iterator[Estate]:
    standin.seed(lab)
    with answering(lambda request: standin.respond(lab.service("backrest"), request), lab.service("backrest")) as url:
        yield estate_of(backrest={**standin.estate(lab), "url": url})


@pytest.fixture
def client(estate: Estate) -> Backrest:
    return backrest.connect(estate)


def _add(lab: Homelab, **held: Any) -> None:
    file = lab.service("backrest") / "config.json"
    config = json.loads(file.read_text())
    config["plans"].insert(1, {"repo": "b2", **held})
    file.write_text(json.dumps(config))


@pytest.mark.parametrize(
    ("held", "ways"),
    [
        ({"paths": ["/home/agent/.claude"]}, ["its path /home/agent/.claude"]),
        ({"paths": ["/srv", "/home"], "excludes": [".claude"]}, ["its path /home"]),
        ({"paths": ["/srv"], "backup_flags": ["--one-file-system /home/agent/.codex"]}, ["a path among its flags"]),
        ({"paths": ["/srv"], "hooks": [HOOK]}, ["a command of its hooks"]),
        ({"paths": ["/srv"], "backup_flags": ["--cache-dir /home/agent"]}, []),
        ({"paths": ["/home"], "backup_flags": ["--exclude=.claude", "--exclude .codex"]}, []),
        ({"paths": ["/srv"], "hooks": [{"actionCommand": {"command": "ls / /home && date"}}]}, []),
    ],
)
def test_the_ways_in_which_a_plan_takes_credentials(held: dict[str, Any], ways: list[str]) -> None:
    """Paths, positional words among flags, commands of hooks; a flag's own value is no path, an excluded one neither."""
    assert [taken.what for taken in plan({"id": "x", "repo": "b2", **held}, AGENTS).taken] == ways


def test_what_a_flag_reads_from_elsewhere_is_named() -> None:
    """A plan whose paths stand in a file is blind, whatever else it names."""
    assert plan({"id": "x", "paths": ["/srv"], "backup_flags": ["--files-from /etc/list", "--verbose"]}, AGENTS).blind == ("--files-from",)


def test_no_secret_leaves_the_module(client: Backrest, lab: Homelab) -> None:
    """Facts hold names and paths alone: no password, environment, hook or flag."""
    _add(lab, id="hooked", paths=["/srv"], hooks=[HOOK])
    told = repr(client.plans())

    assert "hunter2" not in told
    assert not [name for name in ("b2", "nas") if lab.secret(f"backrest-repo-{name}") in told or lab.secret(f"backrest-env-{name}") in told]


def test_another_backrest_is_not_believed(client: Backrest, lab: Homelab) -> None:
    """The instance's own name has to be the estate's host."""
    file = lab.service("backrest") / "config.json"
    file.write_text(file.read_text().replace('"instance": "cajita-elite"', '"instance": "laptop"'))

    with pytest.raises(Unseen, match="this is Backrest on laptop, not on cajita-elite"):
        client.plans()


@pytest.mark.parametrize(
    ("mode", "words"),
    [("401", "refused with 401"), ("login-page", "a login page instead of JSON"), ("500", "answered 500"), ("down", "failed")],
)
def test_a_backrest_that_cannot_be_seen_says_why(client: Backrest, lab: Homelab, mode: str, words: str) -> None:
    """Each refusal in words, and never an empty list of plans."""
    (lab.service("backrest") / "mode").write_text(mode)

    with pytest.raises(Unseen, match=words):
        client.plans()


def test_a_snapshot_is_looked_into_where_its_path_is_a_parent(client: Backrest, lab: Homelab) -> None:
    """The files of the snapshot decide, not the paths that it was told to take."""
    held = client.snapshots("nas")[0]
    file = lab.service("backrest") / "snapshots.json"
    snapshots = json.loads(file.read_text())
    snapshots["nas"][0]["files"] = ["/home/agent/.codex/auth.json", "/home/x"]
    file.write_text(json.dumps(snapshots))

    assert client.holds(held, "/home/agent/.codex")
    assert not client.holds(held, "/home/agent/.claude")


def _change(client: Backrest, **taken: tuple[str, ...]) -> TakeFromPlan:
    held = {"paths": (), "flags": (), "hooks": (), **taken}
    return TakeFromPlan("homes", held["paths"], held["flags"], held["hooks"], tuple(one.id for one in client.plans()))


def test_a_plan_loses_what_offends_and_gets_it_back(client: Backrest, lab: Homelab) -> None:
    """One path of two, and a hook: taken out under the modno, put back where they were; every other plan stays as it is."""
    _add(lab, id="homes", paths=["/srv", "/home"], hooks=[HOOK], schedule={"cron": "0 4 * * *"})
    before = client.config()
    change = _change(client, paths=("/home",), hooks=tuple(taken.mark for taken in client.plans()[1].hooks))
    seen = change.look(client)
    wanted = change.want(seen)

    change.put(client, wanted, seen)
    after = client.config()
    assert (after["modno"], after["plans"][1]) == (18, {"id": "homes", "repo": "b2", "paths": ["/srv"], "schedule": {"cron": "0 4 * * *"}})
    assert "hunter2" not in json.dumps([seen, wanted])

    change.put(client, seen, wanted)
    assert client.config()["plans"] == before["plans"]
    assert client.config()["repos"] == before["repos"]


def test_a_plan_without_a_path_goes_and_comes_back_in_its_place(client: Backrest, lab: Homelab) -> None:
    """Removed whole, and put back between its old neighbours."""
    _add(lab, id="homes", paths=["/home"])
    change = _change(client, paths=("/home",))
    seen = change.look(client)

    change.put(client, change.want(seen), seen)
    assert change.look(client) is None
    change.put(client, seen, None)
    assert [one["id"] for one in client.config()["plans"]] == ["forgejo", "homes", "photos", "vaultwarden"]


def test_a_change_by_somebody_else_is_noticed(client: Backrest, lab: Homelab) -> None:
    """A plan that is another than the one planned on is left alone."""
    _add(lab, id="homes", paths=["/home"])
    change = _change(client, paths=("/home",))

    with pytest.raises(Stale):
        change.put(client, None, {**change.look(client), "paths": ["/other"]})
