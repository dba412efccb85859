"""As whom the service user's git commits and pushes: in each repository, from a login and from the running daemon."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from testinfra.host import Host

from probes.estate import Estate
from probes.git import repositories
from probes.host import script
from probes.question import Question, ask, name_of
from probes.unseen import Unseen

Ident = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a name or address stands: ``scope`` is git's (system, global, local, worktree), ``file`` empty for what is no file."""

    scope: str
    file: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Tree:
    """One work tree. ``bylines`` maps (context, author or committer) to name and address, None where git has none; contexts: login (as its shell sets it up), unit."""

    path: str
    bylines: dict[tuple[str, str], Ident | None]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Push:
    """One address that a repository pushes to. ``how`` the credential comes, ``named`` its user name, ``login`` the account that Forgejo says it is.

    ``status`` is Forgejo's answer: 0 when it was not asked, -1 when it did not answer. ``keys`` are fingerprints, in the order they are offered.
    """

    path: str
    context: str
    address: str
    how: str
    named: str
    login: str | None
    status: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bylines:
    """``variables`` are the names that the running daemon hands to git."""

    trees: tuple[Tree, ...]
    pushes: tuple[Push, ...]
    variables: tuple[str, ...]


def bylines(host: Host, estate: Estate) -> Question[Bylines]:
    """``bylines.py`` on the host, for every repository and worktree of the service user there; the estate's clone must be among them.

    The bot's credential is shown to Forgejo alone, and only to ask whose it is. Changes nothing. Raises Unseen when the repositories are.
    """
    if estate.forgejo is None:
        raise Unseen("as whom commits are made", "forgejo", "the estate does not configure it")
    agents = estate.agents
    paths = tuple(one.path for one in ask(host, repositories(estate)).all if not one.broken and one.kind != "bare")
    if str(agents.clone) not in paths:
        raise Unseen("as whom commits are made", name_of(host), f"there is no repository at {agents.clone}")
    asked = script("bylines", agents.user, agents.unit, estate.forgejo.url.rstrip("/"), *paths, parts=("logins",))
    return Question(f"as whom {agents.user} commits and pushes", asked, _read)


def later(host: Host, estate: Estate) -> Iterator[Question[Bylines]]:
    yield bylines(host, estate)


def _read(answer: str) -> Bylines:
    found = json.loads(answer)
    trees = tuple(
        Tree(row["path"], _idents(row["bylines"]), tuple(Origin(**origin) for origin in row["origins"])) for row in found["trees"]
    )
    pushes = tuple(Push(**{**row, "keys": tuple(row["keys"])}) for row in found["pushes"])
    return Bylines(trees, pushes, tuple(found["variables"]))


def _idents(found: dict[str, dict[str, list[str] | None]]) -> dict[tuple[str, str], Ident | None]:
    return {(context, who): (ident[0], ident[1]) if ident else None for context, by in found.items() for who, ident in by.items()}
