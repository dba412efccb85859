"""Vault's files on a host: whose they are, and that no other host has the same."""

from __future__ import annotations

import hashlib

import pytest
from pytest_bdd import given, then
from testinfra.host import Host

from probes.estate import Estate
from probes.question import ask
from probes.vault import Vault
from probes.vault_files import Material, Materials, materials
from steps.outcomes import Violation
from steps.roles import held


@given("the Vault files on agents", target_fixture="material")
def the_files(agents: Host, vault: Vault) -> Materials:
    """The login's files as the estate names them, and whatever else on the host holds a token or a copy of the login."""
    return held(agents, vault)


@then("each of them is open to its owner alone")
def closed(material: Materials, estate: Estate) -> None:
    """Root's or the service user's, no bit for anybody else, no access list; a shell's history holds none at all."""
    owners = {"root", estate.agents.user}
    open_ones = {file.path: file for file in material.files if _open(file, owners)}
    remembered = [file.path for file in material.files if file.what == "history"]
    words = [
        f"{file.path} has mode {file.mode:04o}, owner {file.owner}{', an access list' if file.acl else ''}" for file in open_ones.values()
    ]
    words += [f"{path} remembers a token or a part of the login" for path in remembered]
    if words:
        raise Violation("; ".join(words), paths=sorted(open_ones), foreign=[f.path for f in open_ones.values() if f.owner not in owners])


def _open(file: Material, owners: set[str]) -> bool:
    return bool(file.mode & 0o077) or file.acl or file.owner not in owners


@then("none of them equals what the editor host has")
def not_shared(material: Materials, vault: Vault, estate: Estate, request: pytest.FixtureRequest) -> None:
    """No digest on agents is that of the editor role's id, as Vault says it, nor of anything in the editor host's own files, when it can be asked."""
    theirs = {hashlib.sha256(vault.role(vault.section.dev_role).role_id.encode()).hexdigest()}
    if estate.hosts.dev:
        dev: Host = request.getfixturevalue("dev")
        found = ask(dev, materials(tuple(map(str, vault.section.material))))
        theirs |= {digest for file in found.files for digest in file.digests}
    shared = [file.path for file in material.files if file.digests & theirs]
    if shared:
        raise Violation(f"{', '.join(shared)} holds what the editor host logs in with", shared=shared)
