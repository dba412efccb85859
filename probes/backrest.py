"""Backrest: its plans and snapshots, reduced to what touches the agents' credentials. Source: garethgeorge/backrest, proto/v1/config.proto.

GetConfig answers repository passwords and environments in clear. Nothing of them leaves this module: facts hold names and paths alone.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from probes import backrest_plans
from probes.backrest_plans import Plan, Snapshot
from probes.covering import Credentials, of_agents
from probes.estate import Estate
from probes.http_api import Caller, call, caller, json_of
from probes.loaded import remember
from probes.memory import Memory
from probes.unseen import Unseen

SYSTEM = "Backrest"


class _Overview(NamedTuple):
    instance: str
    plans: tuple[Plan, ...]
    repositories: tuple[str, ...]
    hooked: tuple[tuple[str, str], ...]


@dataclass(eq=False)
class Backrest:
    """Each answer is kept for as long as this object lives, which is one pass. Every method raises Unseen."""

    host: str
    credentials: Credentials
    caller: Caller
    _memory: Memory = field(default_factory=Memory)

    def config(self) -> dict[str, Any]:
        """POST GetConfig, whole and with its secrets: only for facts here, and for a repair that has to write it back."""
        answer = json_of(self.caller, "the plans", self._ask("the plans", "GetConfig", {}))
        if not isinstance(answer, dict) or "instance" not in answer:
            raise Unseen("the plans", SYSTEM, "GetConfig did not answer a configuration")
        for repo in answer.get("repos", ()):
            for secret in (repo.get("password", ""), *(pair.partition("=")[2] for pair in repo.get("env", ()))):
                if secret:
                    remember(secret)
        return answer

    def _ask(self, asked: str, verb: str, body: dict[str, Any]) -> Any:
        return call(self.caller, asked, "POST", f"/v1.Backrest/{verb}", json=body)

    def _overview(self) -> _Overview:
        return self._memory.ask("overview", self._look)

    def _look(self) -> _Overview:
        config = self.config()
        plans = tuple(backrest_plans.plan(held, self.credentials) for held in config.get("plans", ()))
        hooked = tuple((repo["id"], place) for repo in config.get("repos", ()) for place in backrest_plans.hooked(repo, self.credentials))
        return _Overview(config["instance"], plans, tuple(repo["id"] for repo in config.get("repos", ())), hooked)

    def plans(self) -> tuple[Plan, ...]:
        """Every plan, disabled ones too. The instance's own name is the witness that this is the Backrest in question."""
        found = self._overview()
        if found.instance != self.host:
            raise Unseen("the plans", SYSTEM, f"this is Backrest on {found.instance}, not on {self.host}")
        return found.plans

    def hooked(self) -> tuple[tuple[str, str], ...]:
        """(repository, credential directory) of each command that a repository itself runs around whatever is saved to it."""
        self.plans()
        return self._overview().hooked

    def repositories(self) -> tuple[str, ...]:
        self.plans()
        return self._overview().repositories

    def snapshots(self, repository: str) -> tuple[Snapshot, ...]:
        """POST ListSnapshots: what a repository holds, whoever put it there. Reading a repository takes Backrest seconds."""
        return self._memory.ask(f"snapshots {repository}", lambda: self._snapshots(repository))

    def _snapshots(self, repository: str) -> tuple[Snapshot, ...]:
        asked = f"the snapshots of {repository}"
        answer = json_of(self.caller, asked, self._ask(asked, "ListSnapshots", {"repoId": repository}))
        return tuple(backrest_plans.snapshot(repository, held) for held in answer.get("snapshots", ()))

    def holds(self, snapshot: Snapshot, path: str) -> bool:
        """POST ListSnapshotFiles of the directory above: whether a snapshot holds ``path``, whatever its plan left out."""
        parent = path.rpartition("/")[0] or "/"
        asked = f"what snapshot {snapshot.id} holds"
        body = {"repoId": snapshot.repository, "snapshotId": snapshot.id, "path": parent}
        entries = json_of(self.caller, asked, self._ask(asked, "ListSnapshotFiles", body)).get("entries", ())
        return any(entry.get("path", "").rstrip("/") == path or entry.get("name") == path.rpartition("/")[2] for entry in entries)

    def ahead(self) -> None:
        with suppress(Unseen):  # asked again by whoever needs it, who then says so
            for repository in self.repositories():
                self.snapshots(repository)


def connect(estate: Estate) -> Backrest:
    """Raises Unseen when the estate does not configure Backrest, or its password cannot be had."""
    if estate.backrest is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    section = estate.backrest
    try:
        auth = (section.user, section.password.value()) if section.user and section.password else None
    except (OSError, KeyError) as error:
        raise Unseen("anything", SYSTEM, f"its password cannot be had ({error})") from error
    return Backrest(section.host, of_agents(estate), caller(SYSTEM, section, auth=auth))
