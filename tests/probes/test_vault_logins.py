"""Logins, identities and groups of Vault that carry a policy, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.homelab import Homelab
from lab.services import vault as standin
from probes import vault
from probes.estate import Estate
from probes.unseen import Unseen
from probes.vault import Vault
from probes.vault_logins import carriers


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Homelab]:
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    made = Homelab("t", net="127.213.6")
    standin.seed(made)
    server = standin.serve(made)
    yield made
    server.kill()
    server.wait()


def asked(lab: Homelab) -> Vault:
    login = {"address": "127.0.0.1", "known_hosts": "/dev/null"}
    told = {**standin.estate(lab), "url": lab.url("vault")}
    return vault.connect(
        Estate.model_validate({"name": "t", "hosts": {"agents": login}, "agents": {"address": "127.0.0.1"}, "vault": told})
    )


def test_whoever_else_carries_the_policy_is_named(lab: Homelab) -> None:
    """A password login, an identity, a group with a member; the two hosts' own identities and whoever carries something else are not."""
    known = {entity.id for name in ("agents", "dev-lxc") if (entity := asked(lab).entity(asked(lab).role(name)))}
    standin._write(lab, "sys/auth/people", type="userpass")
    for name, policy in (("milton", "agents"), ("lumbergh", "default")):
        standin._write(lab, f"auth/people/users/{name}", token_policies=[policy], password=lab.secret(f"vault-{name}"))
    person = standin._write(lab, "identity/entity", name="milton", policies=["agents"])["data"]["id"]
    standin._write(lab, "identity/group", name="helpers", policies=["agents"], member_entity_ids=[person])
    standin._write(lab, "identity/group", name="nobody", policies=["agents"], member_entity_ids=sorted(known)[:1])

    assert len(known) == 2
    assert carriers(asked(lab), "agents", known) == ("the login milton of auth/people", "the identity milton", "the group helpers")


def test_a_method_whose_logins_cannot_be_listed_is_unseen(lab: Homelab) -> None:
    """The auditor's token may list users, not certificates: what it cannot see may carry anything."""
    standin._write(lab, "sys/auth/cert", type="cert")

    with pytest.raises(Unseen, match="may not list auth/cert/certs"):
        carriers(asked(lab), "agents", ())
