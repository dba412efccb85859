"""Vault's material on a host, told by content: the files of the login, tokens left behind, and copies of either. Modes and digests, never a value."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from probes.estate import Estate
from probes.host import script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Material:
    """One file. ``what``: login (the estate names it), history (a shell's), token (what ``login`` leaves), other. ``tokens``: it holds one.

    ``digests`` are SHA-256 of each value in it.
    """

    path: str
    what: Literal["login", "history", "token", "other"]
    mode: int
    owner: str
    acl: bool
    tokens: bool
    digests: frozenset[str]


@dataclass(frozen=True, slots=True)
class Materials:
    """``looked`` files were read."""

    files: tuple[Material, ...]
    looked: int


def materials(login: tuple[str, ...]) -> Question[Materials]:
    """Every file with Vault material: homes, environment files, units, histories, temporary places. Changes nothing."""
    return Question("Vault's material", script("vault_files", *login), _read)


def _of(estate: Estate) -> tuple[Question[Any], ...]:
    return (materials(tuple(map(str, estate.vault.material))),) if estate.vault else ()


ahead = ahead_dev = _of


def _read(answer: str) -> Materials:
    found = json.loads(answer)
    return Materials(tuple(Material(**{**row, "digests": frozenset(row["digests"])}) for row in found["files"]), found["looked"])
