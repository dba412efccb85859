"""Forgejo's accounts: that the bots exist, may sign in, and may write where they have to."""

from __future__ import annotations

from pytest_bdd import given, then

from probes.forgejo import WRITES, Forgejo
from steps.outcomes import Violation


@given("the accounts that agents push with", target_fixture="writers")
def the_writers(forgejo: Forgejo) -> tuple[str, ...]:
    """As the estate names them (forgejo.writers); the auditor's own account is the witness that Forgejo answers."""
    forgejo.myself()
    return forgejo.section.writers


@then("each of them exists in Forgejo and may sign in")
def may_sign_in(forgejo: Forgejo, writers: tuple[str, ...]) -> None:
    """Active and not barred from signing in, as an admin sees it."""
    faults = [words for login in writers if (words := _fault(forgejo, login))]
    if faults:
        raise Violation("; ".join(faults))


def _fault(forgejo: Forgejo, login: str) -> str:
    account = forgejo.account(login)
    if account is None:
        return f"Forgejo has no account {login}"
    if not account.active:
        return f"Forgejo's account {login} is not active"
    return f"Forgejo's account {login} may not sign in" if account.barred else ""


@then("each of them may write to every repository that agents work in")
def may_write(forgejo: Forgejo, writers: tuple[str, ...]) -> None:
    """As collaborator, through a team or as owner: what Forgejo itself says the account may do. To what is archived or a mirror nobody pushes."""
    asked = [(login, repository, forgejo.permission(repository, login)) for repository in forgejo.section.repositories for login in writers]
    weak = [f"{login} may only {right} {repository}" for login, repository, right in asked if right not in WRITES]
    shut = [f"{name} is {how}, so nobody may push to it" for name in forgejo.section.repositories if (how := forgejo.frozen(name))]
    if weak or shut:
        raise Violation("; ".join([*(words.replace("only none", "not even read") for words in weak), *shut]))
