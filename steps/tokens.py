"""Live Vault tokens: what the server itself says that one may do. The last word, since texts can be read wrongly."""

from __future__ import annotations

from pytest_bdd import given, then
from testinfra.host import Host

from probes.question import ask
from probes.unseen import Unseen
from probes.vault import Vault
from probes.vault_login import Token, token
from steps.outcomes import Violation

CANARY = "adr023-canary"
OK, NOTHING_THERE = 200, 404


@given("a live token of the agents login", target_fixture="live")
def live_token(agents: Host, vault: Vault) -> Token:
    """Signed in from the host with the files that lie there, asked about canaries made from what Vault holds now, and revoked."""
    return ask(agents, token(vault.section, (*_own(vault), *_foreign(vault)), _secrets(vault)))


@then("it reads below the agents path")
def reads_its_own(vault: Vault, live: Token) -> None:
    """The server says that the token may read there, and each secret that is there can be read."""
    own = _own(vault)[0]
    if "read" not in live.capabilities[own]:
        raise Violation(f"the server gives the token {_words(live.capabilities[own])} on {own}", policies=[vault.section.policy])
    refused = [path for path, status in live.reads.items() if _is_own(vault, path) and status != OK]
    if refused:
        raise Violation(f"the token could not read {', '.join(refused)}", policies=[vault.section.policy])


@then("it is denied on a canary under every other path")
def denied_elsewhere(vault: Vault, live: Token) -> None:
    """The server says ``deny`` for names that are there and for one that is not, under every other top path and on its own administration."""
    open_ones = [f"{_words(live.capabilities[path])} on {path}" for path in _foreign(vault) if live.capabilities[path] != {"deny"}]
    open_ones += [
        f"a real read of {path}" for path, status in live.reads.items() if not _is_own(vault, path) and status in (OK, NOTHING_THERE)
    ]
    if open_ones:
        raise Violation(f"the server gives the token {'; '.join(open_ones)}", policies=[vault.section.policy])


def _words(capabilities: frozenset[str]) -> str:
    return ", ".join(sorted(capabilities))


def _own(vault: Vault) -> tuple[str, ...]:
    return (f"{vault.section.mount}/data/{vault.section.path}/{CANARY}",)


def _is_own(vault: Vault, path: str) -> bool:
    return path.startswith(f"{vault.section.mount}/data/{vault.section.path}/")


def _foreign(vault: Vault) -> tuple[str, ...]:
    section = vault.section
    below = [
        f"{section.mount}/{kind}/{name.rstrip('/')}{end}"
        for name in _tops(vault)
        for kind in ("data", "metadata")
        for end in ("", f"/{CANARY}")
    ]
    system = (
        f"{section.mount}/data/{CANARY}", f"{section.mount}/metadata/", f"sys/policies/acl/{section.policy}", "sys/auth", "auth/token/create",
        f"auth/{section.auth_mount}/role/{section.dev_role}/secret-id", f"auth/{section.auth_mount}/role/{section.role}", "identity/entity/id",
    )  # fmt: skip
    return (*below, *system)


def _tops(vault: Vault) -> tuple[str, ...]:
    """The other names at the top of the store. Raises Unseen when there is none: a listing that shows nothing else saw nothing."""
    own = vault.section.path.split("/", maxsplit=1)[0]
    found = tuple(name for name in vault.secrets() if name.rstrip("/") != own)
    if not found:
        raise Unseen("the other secrets", "Vault", f"{vault.section.mount}/ lists nothing beside {own}")
    return found


def _secrets(vault: Vault) -> tuple[str, ...]:
    """One secret under every top path, and every one directly below the agents path, as the API reads it."""
    mount = vault.section.mount
    own = [f"{vault.section.path}/{name}" for name in vault.secrets(f"{vault.section.path}/") if not name.endswith("/")]
    first = [leaf for name in _tops(vault) if (leaf := _first(vault, name))]
    return tuple(f"{mount}/data/{path}" for path in (*own, *first))


def _first(vault: Vault, name: str) -> str | None:
    """The first secret at or below a name."""
    while name.endswith("/"):
        below = vault.secrets(name)
        if not below:
            return None
        name += below[0]
    return name
