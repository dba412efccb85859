"""Fixes of Vault, drafted on a real server: what they take and what they never take."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.homelab import Homelab
from lab.services import vault as standin
from probes import vault
from probes.estate import Estate
from remediations.changes_vault import VaultPolicy, VaultRole
from remediations.fix import Offence
from remediations.vault import part_identities


def test_agents_is_never_denied_its_own_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the editor host carries the policy of agents, it is taken from its role; the policy itself stays."""
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    lab = Homelab("t", net="127.213.5")
    standin.seed(lab)
    server = standin.serve(lab)
    try:
        standin._write(lab, "auth/approle/role/agents", token_policies=["agents-v2"])
        standin._write(lab, "auth/approle/role/dev-lxc", token_policies=["dev-lxc", "agents"])
        login = {"address": "127.0.0.1", "known_hosts": "/dev/null"}
        told = {**standin.estate(lab), "url": lab.url("vault")}
        estate = Estate.model_validate({"name": "t", "hosts": {"agents": login}, "agents": {"address": "127.0.0.1"}, "vault": told})
        offence = Offence("vault.nothing-shared", {"mine": [], "theirs": [("agents", "secret/data/agents/*")]})

        changes = part_identities.__wrapped__((offence,), vault.connect(estate), estate)
    finally:
        server.kill()
        server.wait()

    assert not [change for change in changes if isinstance(change, VaultPolicy)]
    assert VaultRole("approle", "dev-lxc", (("token_policies", ("dev-lxc",)),)) in changes
