"""Forgejo: which accounts there are, what they may write, and which keys are theirs. Source: its API pages (swagger), Gitea's alike."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from probes import sections
from probes.estate import Estate
from probes.http_api import Caller, call, caller, json_of
from probes.memory import Memory
from probes.unseen import Unseen

SYSTEM = "Forgejo"
WRITES = frozenset({"write", "admin", "owner"})


@dataclass(frozen=True, slots=True)
class Account:
    """``active`` and ``barred`` are hidden from callers who are no admin; a client that cannot see them raises Unseen instead."""

    login: str
    email: str
    active: bool
    barred: bool
    admin: bool


@dataclass(eq=False)
class Forgejo:
    """Each answer is kept for as long as this object lives, which is one pass."""

    section: sections.Forgejo
    _caller: Caller
    _memory: Memory = field(default_factory=Memory)

    def myself(self) -> Account:
        """The account of the token that the estate names."""
        return _account(self._get("the token's own account", "/api/v1/user"))

    def account(self, login: str) -> Account | None:
        """One account, None when there is none. Raises Unseen when the token is no admin's: then flags read as false, whatever they are."""
        me = self.myself()
        if not me.admin and me.login != login:
            raise Unseen(f"the account {login}", SYSTEM, f"its token is {me.login}'s, who is no admin, and sees no flags of others")
        found = self._get(f"the account {login}", f"/api/v1/users/{login}", missing=True)
        return None if found is None else _account(found)

    def permission(self, repository: str, login: str) -> str:
        """none, read, write, admin or owner: as collaborator, member of a team, or owner."""
        found = self._get(
            f"what {login} may do in {repository}", f"/api/v1/repos/{repository}/collaborators/{login}/permission", missing=True
        )
        if found is None:
            raise Unseen(f"what {login} may do in {repository}", SYSTEM, "there is no such repository or account")
        return str(found["permission"])

    def frozen(self, repository: str) -> str:
        """Why nobody may push to a repository, whoever it is: "archived", "a mirror", or empty."""
        found = self._get(f"the repository {repository}", f"/api/v1/repos/{repository}", missing=True)
        if found is None:
            raise Unseen(f"the repository {repository}", SYSTEM, "there is none of that name")
        return "archived" if found["archived"] else "a mirror" if found.get("mirror") else ""

    def keys(self, login: str) -> frozenset[str]:
        """The fingerprints (SHA256:...) of an account's SSH keys."""
        found = self._get(f"the keys of {login}", f"/api/v1/users/{login}/keys", missing=True)
        return frozenset(key["fingerprint"] for key in found or ())

    def _get(self, asked: str, path: str, *, missing: bool = False) -> Any:
        """The JSON of an answer; None for 404 when ``missing`` may be. Raises Unseen, with the scope that a token lacks."""
        return self._memory.ask(path, lambda: self._look(asked, path, missing=missing))

    def _look(self, asked: str, path: str, *, missing: bool) -> Any:
        answer = call(self._caller, asked, "GET", path)
        if answer.status_code == HTTPStatus.FORBIDDEN and "scope" in answer.text:
            raise Unseen(asked, SYSTEM, f"its token lacks a scope: {answer.json()['message'].rpartition(':')[2].strip()}")
        gone = missing and answer.status_code == HTTPStatus.NOT_FOUND
        return None if gone else json_of(self._caller, asked, answer)

    def ahead(self) -> None:
        for login in self.section.writers:
            with suppress(Unseen):  # asked again by whoever needs it, who then says so
                self.account(login)
                for repository in self.section.repositories:
                    self.permission(repository, login)
                    self.frozen(repository)


def _account(found: dict[str, Any]) -> Account:
    return Account(found["login"], found["email"], found["active"], found["prohibit_login"], found["is_admin"])


def connect(estate: Estate) -> Forgejo:
    """Raises Unseen when the estate does not configure Forgejo, or its token cannot be had."""
    if estate.forgejo is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    try:
        token = estate.forgejo.token.value()
    except (OSError, KeyError) as error:
        raise Unseen("anything", SYSTEM, f"its token cannot be had ({type(error).__name__})") from error
    return Forgejo(estate.forgejo, caller(SYSTEM, estate.forgejo, headers={"Authorization": f"token {token}"}))
