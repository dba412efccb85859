"""Systems that several people write to, each started for one test: a change of every kind, and somebody else who writes just before it does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lab import guests
from lab.homelab import Homelab
from lab.services import backrest as backrest_standin
from lab.services import glance as glance_standin
from lab.services import pve, vault
from lab.services.http import Answer, Request, Respond
from lab.tls import certificate
from probes import backrest, glance, proxmox
from probes import vault as vault_probe
from probes.estate import Estate
from probes.glance import Glance
from probes.vault import Vault
from remediations.changes import ApiChange
from remediations.changes_backrest import TakeFromPlan
from remediations.changes_glance import EditDashboard, LoadDashboard
from remediations.changes_identity import VaultAlias, VaultIdentity, VaultNoMember
from remediations.changes_proxmox import SetJob, SetOption
from remediations.changes_vault import VaultPolicy, VaultRole
from remediations.patches import WritePatch
from tests.services.standin import answering

LOGIN = {"address": "127.0.0.1", "known_hosts": "/dev/null"}
Act = Callable[[], object]


@dataclass(frozen=True)
class Shared:
    """``client`` makes one anew. ``beside`` and ``here`` are what somebody else writes: next to the change's own part, and that part itself.

    What lies in ``due`` happens once, after the change has looked for the last time and before it writes. ``again`` sets the old state anew,
    where a change cannot be taken back.
    """

    change: ApiChange
    client: Callable[[], Any]
    beside: Act | None
    here: Act | None
    due: list[Act] = field(default_factory=list)
    again: Act | None = None


def estate_with(**sections: Any) -> Estate:
    return Estate.model_validate({"name": "t", "hosts": {"agents": LOGIN}, "agents": {"address": "127.0.0.1"}, **sections})


def _interrupted(due: list[Act], respond: Respond, writes: Callable[[Request], bool]) -> Respond:
    """A stand-in that lets somebody else in before it takes a write."""

    def answer(request: Request) -> Answer:
        if due and writes(request):
            due.pop()()
        return respond(request)

    return answer


@contextmanager
def patches(lab: Homelab) -> Iterator[list[Shared]]:
    folder = lab.root / "patches"
    yield [Shared(WritePatch("x.patch", "/repository", "diff\n"), lambda: folder, None, None)]


@contextmanager
def dashboard(lab: Homelab) -> Iterator[list[Shared]]:
    glance_standin.seed(lab)
    file, due = lab.service("glance") / "config" / "bookmarks.yml", list[Act]()
    number = next(at for at, line in enumerate(file.read_text().split("\n")) if line.endswith("https://claude.ai/code"))
    lines = tuple(file.read_text().split("\n")[number - 1 : number + 1])
    edit = EditDashboard(str(file), ((number - 1, lines, (lines[0], lines[1] + "/")),), "end the link in a slash")
    with answering(lambda request: glance_standin.respond(lab.service("glance"), request), lab.service("glance")) as url:
        estate = estate_with(glance={**glance_standin.estate(lab), "url": url})

        def client() -> Glance:
            found = glance.connect(estate)
            return _Interrupted(found.file, found.page, found.siblings, found._caller, due=due)

        def rewrite(old: str, new: str) -> Act:
            return lambda: file.write_text(file.read_text().replace(old, new))

        load = LoadDashboard(str(file.with_name("glance.yml")), 1_700_000_000_000_000_000)
        yield [
            Shared(edit, client, rewrite("Jellyfin", "Films"), rewrite("claude.ai/code", "claude.ai/other"), due),
            Shared(load, client, None, None),
        ]


@dataclass(eq=False)
class _Interrupted(Glance):
    """Somebody else writes while a repair asks which file is the main one, which it does between reading and writing."""

    due: list[Act] = field(default_factory=list)

    def __getattribute__(self, name: str) -> Any:
        due = object.__getattribute__(self, "due") if name == "file" else None
        if due:
            due.pop()()
        return object.__getattribute__(self, name)


@contextmanager
def backups(lab: Homelab) -> Iterator[list[Shared]]:
    backrest_standin.seed(lab)
    state, due = lab.service("backrest"), list[Act]()
    respond = _interrupted(
        due, lambda request: backrest_standin.respond(state, request), lambda request: request.path.endswith("SetConfig")
    )
    with answering(respond, state) as url:
        estate = estate_with(backrest={**backrest_standin.estate(lab), "url": url})
        take = TakeFromPlan("photos", ("/tank/documents",), (), (), ("forgejo", "photos", "vaultwarden"))
        yield [Shared(take, lambda: backrest.connect(estate), lambda: _plan(state, "forgejo"), lambda: _plan(state, "photos"), due)]


def _plan(state: Path, plan: str) -> None:
    """Twice is once."""
    config = json.loads((state / "config.json").read_text())
    held = next(held for held in config["plans"] if held["id"] == plan)
    held["paths"] = [*(path for path in held["paths"] if path != "/srv/new"), "/srv/new"]
    (state / "config.json").write_text(json.dumps({**config, "modno": config["modno"] + 1}))


@contextmanager
def node(lab: Homelab) -> Iterator[list[Shared]]:
    guests.seed(lab)
    pve.seed(lab)
    due, state = list[Act](), lab.service("pve")
    respond = _interrupted(due, lambda request: pve.respond(lab, request), lambda request: request.method == "PUT")
    with answering(respond, state, certificate(lab, "pve", "127.0.0.1")) as url:
        estate = estate_with(proxmox={**pve.estate(lab), "url": url})
        file = guests.path(lab, "agents")

        def rewrite(old: str, new: str) -> Act:
            return lambda: file.write_text(file.read_text().replace(old, new))

        option = SetOption(140, "cores", "1")
        job = SetJob("backup-agents", "schedule", "04:30")
        yield [
            Shared(
                option,
                lambda: proxmox.connect(estate),
                rewrite("memory: 2048", "memory: 1024"),
                lambda: file.write_text(re.sub(r"(?m)^cores: \d+", "cores: 4", file.read_text())),
                due,
            ),
            Shared(job, lambda: proxmox.connect(estate), None, None),
        ]


@contextmanager
def secrets(lab: Homelab) -> Iterator[list[Shared]]:
    vault.seed(lab)
    server, due = vault.serve(lab), list[Act]()
    estate = estate_with(vault={**vault.estate(lab), "url": lab.url("vault")})

    def client() -> Vault:
        found = vault_probe.connect(estate)
        return Vault(found.section, found._client, _fixer=_Hvac(found.fixer(), due))

    def write(path: str, **data: Any) -> Act:
        return lambda: vault._write(lab, path, **data)

    entity = vault._ask(lab, "GET", "identity/entity/name/agents")["data"]["id"]
    group = vault._write(lab, "identity/group", name="g", member_entity_ids=[entity])["data"]["id"]
    vault._write(lab, f"identity/entity/id/{entity}", policies=["dev-lxc"])
    role, policy = "auth/approle/role/agents", "sys/policies/acl/agents"
    try:
        yield [
            Shared(VaultPolicy("agents", "# new\n"), client, None, write(policy, policy="# theirs\n"), due),
            Shared(VaultRole("approle", "agents", (("token_ttl", 600),)), client, write(role, secret_id_ttl="1h"), None, due),
            Shared(VaultIdentity(entity), client, write(f"identity/entity/id/{entity}", metadata={"a": "b"}), None, due),
            Shared(VaultNoMember(group, entity), client, write(f"identity/group/id/{group}", metadata={"a": "b"}), None, due),
            Shared(VaultAlias("approle", "agents", "other"), client, None, None),
        ]
    finally:
        server.kill()
        server.wait()


@dataclass(frozen=True)
class _Hvac:
    """hvac, with somebody else who is a moment earlier."""

    client: Any
    due: list[Act]

    def write_data(self, path: str, data: Any) -> Any:
        if self.due:
            self.due.pop()()
        return self.client.write_data(path, data=data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)


SYSTEMS = (patches, dashboard, backups, node, secrets)
