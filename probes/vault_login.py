"""A live token of the host's own login: what it may do, asked from the host, whose address it is bound to. An active observation."""

from __future__ import annotations

import json
from dataclasses import dataclass

from probes.host import script
from probes.question import Question
from probes.sections import Vault


@dataclass(frozen=True, slots=True)
class Token:
    """``capabilities`` by path; ``reads`` is the HTTP status of trying to read a path; ``ttl`` in seconds."""

    policies: frozenset[str]
    identity_policies: frozenset[str]
    ttl: int
    renewable: bool
    capabilities: dict[str, frozenset[str]]
    reads: dict[str, int]


def token(vault: Vault, paths: tuple[str, ...], reads: tuple[str, ...]) -> Question[Token]:
    """Signs in from the host and revokes the token again, also when interrupted; fails when the login is refused. Values are never printed."""
    role, secret = map(str, vault.material[:2])
    return Question(
        "a token of the agents' login",
        script("vault_login", vault.url, vault.auth_mount, role, secret, json.dumps(paths), json.dumps(reads)),
        _read,
        once=True,
    )


def _read(answer: str) -> Token:
    found = json.loads(answer)
    if not found["revoked"]:
        msg = "the token was not revoked"
        raise ValueError(msg)
    return Token(
        frozenset(found["policies"]),
        frozenset(found["identity_policies"]),
        found["ttl"],
        found["renewable"],
        {path: frozenset(able) for path, able in found["capabilities"].items()},
        found["reads"],
    )
