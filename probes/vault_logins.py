"""Who else can log in to Vault as what: the logins of every auth method, identities and groups, by the policies that they carry.

Sources: the API pages of the auth methods, of identity/entity and identity/group. Names and policies only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from probes.unseen import Unseen
from probes.vault import SYSTEM, Vault

LOGINS = {
    "approle": (("role", "role"),), "userpass": (("users", "users"),), "ldap": (("users", "users"), ("groups", "groups")),
    "okta": (("users", "users"), ("groups", "groups")), "radius": (("users", "users"),), "cert": (("certs", "certs"),), "jwt": (("role", "role"),),
    "oidc": (("role", "role"),), "kubernetes": (("role", "role"),), "azure": (("role", "role"),), "gcp": (("roles", "role"),),
    "aws": (("roles", "role"),), "github": (("map/teams", "map/teams"), ("map/users", "map/users")),
}  # fmt: skip
"""By type of auth method: where its logins are listed, and where one is read."""
NO_LOGINS = ("token", "ns_token")


def carriers(vault: Vault, policy: str, known: Collection[str]) -> tuple[str, ...]:
    """What carries a policy beside the AppRoles of the estate's own mount and the identities with these ids, each as a noun phrase.

    Raises Unseen for what may not be listed, and for an auth method of a kind that is not known here.
    """
    return (*_logins(vault, policy), *_identities(vault, policy, known), *_groups(vault, policy, known))


def _logins(vault: Vault, policy: str) -> Iterator[str]:
    for mount, about in sorted(vault.found("sys/auth").items()):
        kind = about["type"]
        if kind in NO_LOGINS or mount == f"{vault.section.auth_mount}/":
            continue
        if kind not in LOGINS:
            raise Unseen(f"the logins at auth/{mount}", SYSTEM, f"how an auth method of type {kind} lists them is not known")
        for listed, read in LOGINS[kind]:
            for name in vault.listed(f"auth/{mount}{listed}"):
                if policy in _policies(vault.found(f"auth/{mount}{read}/{name}")):
                    yield f"the login {name} of auth/{mount.rstrip('/')}"


def _identities(vault: Vault, policy: str, known: Collection[str]) -> Iterator[str]:
    for id_ in vault.listed("identity/entity/id"):
        if id_ not in known and policy in _policies(about := vault.found(f"identity/entity/id/{id_}")):
            yield f"the identity {about['name']}"


def _groups(vault: Vault, policy: str, known: Collection[str]) -> Iterator[str]:
    """A group of others: one that an outside directory fills, or that has a member that is not known."""
    for id_ in vault.listed("identity/group/id"):
        about = vault.found(f"identity/group/id/{id_}") or {}
        others = set(about.get("member_entity_ids") or ()) - set(known)
        if policy in _policies(about) and (about.get("type") == "external" or others or about.get("member_group_ids")):
            yield f"the group {about['name']}"


def _policies(found: Any) -> set[str]:
    """Every spelling of the auth methods; GitHub's is one text with commas. What is gone meanwhile carries nothing."""
    about = found or {}
    return {
        *(about.get("token_policies") or ()),
        *(about.get("policies") or ()),
        *str(about.get("value") or "").replace(" ", "").split(","),
    }
