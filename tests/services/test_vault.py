"""OpenBao in the lab keeps the two hosts apart, and the auditor's token is enough to prove it and to do no more."""

from __future__ import annotations

from collections.abc import Iterator

import hvac
import pytest

from lab.homelab import Homelab
from lab.services import vault


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homelab]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADR023_LAB_DIR", str(tmp_path_factory.mktemp("lab")))
        home = Homelab(net="127.211.7")
        vault.seed(home)
        server = vault.serve(home)
        yield home
        server.kill()
        server.wait()


def client(lab: Homelab, token: str = "vault-auditor") -> hvac.Client:
    return hvac.Client(lab.url("vault"), token=lab.secret(token))


def test_roles_are_bound_to_their_containers(lab: Homelab) -> None:
    """Each role has one policy and works from one address."""
    role = client(lab).auth.approle.read_role("agents")["data"]

    assert (role["token_policies"], role["token_bound_cidrs"]) == (["agents"], [lab.agents])
    assert role["secret_id_ttl"] > 0


def test_login_from_elsewhere_is_refused(lab: Homelab) -> None:
    """The files of a container are worthless on another address."""
    files = vault.material(lab, "agents")

    with pytest.raises(hvac.exceptions.InvalidRequest, match="source address"):
        client(lab, "vault-root").auth.approle.login(files["/etc/vault-agent/role_id"], files["/etc/vault-agent/secret_id"])


def test_auditor_sees_names_and_no_secret(lab: Homelab) -> None:
    """He lists what there is, and is refused a value, a policy write and a secret-id."""
    auditor = client(lab)

    assert set(auditor.secrets.kv.v2.list_secrets("", mount_point="secret")["data"]["keys"]) == {"agents/", "dev/", "infra/", "shared/"}
    with pytest.raises(hvac.exceptions.Forbidden):
        auditor.secrets.kv.v2.read_secret_version("dev/gitea-mcp", mount_point="secret", raise_on_deleted_version=True)
    with pytest.raises(hvac.exceptions.Forbidden):
        auditor.sys.create_or_update_acl_policy("agents", "x")
    with pytest.raises(hvac.exceptions.Forbidden):
        auditor.auth.approle.generate_secret_id("agents")


def test_remediation_token_writes_policies_and_roles(lab: Homelab) -> None:
    """What a repair needs is allowed, reading secrets is not."""
    fixer = client(lab, "vault-remediation")
    fixer.sys.create_or_update_acl_policy("agents", (vault.DOCUMENTS / "agents.hcl").read_text())
    fixer.auth.approle.create_or_update_approle("agents", token_policies=["agents"])

    with pytest.raises(hvac.exceptions.Forbidden):
        fixer.secrets.kv.v2.read_secret_version("agents/ntfy", mount_point="secret", raise_on_deleted_version=True)


def test_each_role_has_an_identity_of_its_own(lab: Homelab) -> None:
    """Two entities, one alias each, no policy on either."""
    auditor = client(lab)
    ids = auditor.secrets.identity.list_entities()["data"]["keys"]
    entities = [auditor.secrets.identity.read_entity(key)["data"] for key in ids]

    assert sorted(entity["name"] for entity in entities) == ["agents", "dev-lxc"]
    assert all(len(entity["aliases"]) == 1 and not entity["policies"] for entity in entities)
