"""Policies in Vault: what is in effect for a login, and that every rule of it stays where it belongs."""

from __future__ import annotations

import re

from pytest_bdd import given, then

from probes.policies import Rule
from probes.unseen import Unseen
from probes.vault import SYSTEM, Vault
from probes.vault_facts import Role
from steps.outcomes import Violation

KINDS = ("data", "metadata", "delete", "undelete", "destroy", "subkeys")
"""The parts of a KV version 2 mount (its API page)."""

WRITES = frozenset({"create", "update", "patch", "delete"})
SELF_SERVICE = re.compile(
    r"auth/token/(lookup|renew|revoke)-self|cubbyhole/\*|identity/oidc/provider/\+/authorize|identity/entity/(id|name)/\{\{identity\.entity\.(id|name)\}\}"
    r"|sys/(capabilities-self|internal/ui/resultant-acl|renew|leases/(renew|lookup)|wrapping/(wrap|lookup|unwrap)|tools/(hash|random)(/\*)?|control-group/request)"
)
"""What the stock ``default`` policy of Vault and OpenBao gives every token: about the token itself and nothing else."""


def in_effect(vault: Vault, role: Role) -> dict[str, tuple[Rule, ...]]:
    """The rules of each policy that a token of this role gets, by name: the role's, its identity's and those of its groups."""
    entity = vault.entity(role)
    names = role.policies | ({"default"} if role.default else set())
    if entity:
        names |= entity.policies | entity.group_policies
    if "root" in names:
        raise Violation(f"role {role.name} carries the root policy", policies=["root"])
    return {name: vault.rules(name) for name in sorted(names)}


@given("the policies that are in effect for the agents role", target_fixture="effective")
def effective_policies(vault: Vault) -> dict[str, tuple[Rule, ...]]:
    """At least one rule allows something below the agents path: else nothing was read that should have been."""
    found = in_effect(vault, vault.role(vault.section.role))
    if not any(_own(vault, rule) for rules in found.values() for rule in rules):
        raise Unseen("the agents policy", SYSTEM, f"no rule in effect allows anything below {vault.section.mount}/…/{vault.section.path}")
    return found


@then("every rule of them stays below the agents path")
def scoped(vault: Vault, effective: dict[str, tuple[Rule, ...]]) -> None:
    """The pattern's first segments are the mount, a part of the KV engine and the agents path, all literal; no rule needs sudo.

    Rules that only deny are passed over, and so is what the ``default`` policy as it is shipped gives every token about itself.
    """
    outside = [(name, rule) for name, rules in effective.items() for rule in rules if not rule.denies and not _within(vault, name, rule)]
    if outside:
        words = "; ".join(f"policy {name} allows {', '.join(sorted(rule.capabilities))} on {rule.path}" for name, rule in outside)
        raise Violation(words, policies=sorted({name for name, _ in outside}))


@then("none of them writes where the estate wants reading only")
def reading_only(vault: Vault, effective: dict[str, tuple[Rule, ...]]) -> None:
    """No rule below the agents path creates, updates or deletes, but for the secrets that the estate calls writable (vault.writable)."""
    writing = [(name, rule) for name, rules in effective.items() for rule in rules if _own(vault, rule) and rule.capabilities & WRITES]
    wrong = [
        (name, rule) for name, rule in writing if not any(_below(rule.path, vault.section.mount, path) for path in vault.section.writable)
    ]
    if wrong:
        words = "; ".join(f"policy {name} allows {', '.join(sorted(rule.capabilities & WRITES))} on {rule.path}" for name, rule in wrong)
        raise Violation(words, policies=sorted({name for name, _ in wrong}))


def _within(vault: Vault, name: str, rule: Rule) -> bool:
    if name == "default" and SELF_SERVICE.fullmatch(rule.path):
        return True
    return _own(vault, rule) and "sudo" not in rule.capabilities


def _own(vault: Vault, rule: Rule) -> bool:
    return _below(rule.path, vault.section.mount, vault.section.path)


def _below(pattern: str, mount: str, path: str) -> bool:
    return any(pattern == top or pattern.startswith(f"{top}/") for top in (f"{mount}/{kind}/{path}" for kind in KINDS))
