"""What Vault says of logins and identities, in typed values. Durations in seconds; 0 means that the system's default counts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Any

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
NEVER = "0001-01-01T00:00:00Z"
"""How Vault writes that something does not expire."""


@dataclass(frozen=True, slots=True)
class Role:
    """An AppRole. ``default`` whether its tokens also get the policy of that name; ``networks`` from where tokens are good."""

    name: str
    role_id: str
    policies: frozenset[str]
    default: bool
    bind_secret_id: bool
    networks: frozenset[Network]
    secret_id_networks: frozenset[Network]
    ttl: int
    max_ttl: int
    explicit_max_ttl: int
    period: int
    secret_id_ttl: int


@dataclass(frozen=True, slots=True)
class Entity:
    """An identity: its ``aliases`` as (name, mount path), and what it and its groups add to a token's policies."""

    id: str
    name: str
    aliases: tuple[tuple[str, str], ...]
    policies: frozenset[str]
    groups: frozenset[str]
    group_policies: frozenset[str]


@dataclass(frozen=True, slots=True)
class SecretId:
    """``expires`` is False for one that is good for ever."""

    accessor: str
    expires: bool


def role_of(name: str, found: dict[str, Any], role_id: str) -> Role:
    return Role(
        name=name,
        role_id=role_id,
        policies=frozenset(found["token_policies"] or ()) | frozenset(found.get("policies") or ()),
        default=not found["token_no_default_policy"],
        bind_secret_id=found["bind_secret_id"],
        networks=networks(found["token_bound_cidrs"]),
        secret_id_networks=networks(found["secret_id_bound_cidrs"]),
        ttl=found["token_ttl"],
        max_ttl=found["token_max_ttl"],
        explicit_max_ttl=found["token_explicit_max_ttl"],
        period=found["token_period"],
        secret_id_ttl=found["secret_id_ttl"],
    )


def networks(found: Any) -> frozenset[Network]:
    """Vault prints a single address with or without /32, depending on the field."""
    return frozenset(ipaddress.ip_network(word, strict=False) for word in found or ())


def secret_id_of(accessor: str, found: dict[str, Any]) -> SecretId:
    return SecretId(accessor, found.get("expiration_time") != NEVER)
