"""Credentials on a host that could be a person's: private keys, tokens and passwords where tools keep them, agent forwarding. Names, never values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from probes.estate import Estate
from probes.host import script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Credential:
    """``fingerprint`` of a private SSH key; ``host`` and ``login`` of a password or token, where its file says them."""

    path: str
    what: Literal["private key", "token", "password"]
    fingerprint: str
    host: str
    login: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """``witness``: the search recognised the host's own private keys. ``forwarding`` are accounts whose ssh forwards an agent by default."""

    all: tuple[Credential, ...]
    witness: bool
    forwarding: tuple[str, ...]


def credentials(user: str, home: str) -> Question[Credentials]:
    """Every home and the usual places, by content: a private key needs no .pub and no name. Changes nothing."""
    return Question("credentials of persons", script("personal", user, home), _read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (credentials(estate.agents.user, str(estate.agents.home)),)


def _read(answer: str) -> Credentials:
    found = json.loads(answer)
    return Credentials(tuple(Credential(**row) for row in found["credentials"]), found["witness"], tuple(found["forwarding"]))
