"""Vault or OpenBao: login roles, the identities behind them, and the policies that are in effect. Sources: the AppRole, identity and policy API pages.

Names, limits and policy texts only; no call here reads a secret or a secret-id.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from probes import sections
from probes.estate import Estate
from probes.evidence import Asked, note
from probes.fields import Secret
from probes.memory import Memory
from probes.policies import Rule, rules
from probes.unseen import Unseen
from probes.vault_facts import Entity, Role, SecretId, role_of, secret_id_of

SYSTEM = "Vault"


@dataclass(eq=False)
class Vault:
    """Each answer is kept for as long as this object lives, which is one pass."""

    section: sections.Vault
    _client: Any
    _memory: Memory = field(default_factory=Memory)
    _fixer: Any = None

    def roles(self) -> tuple[str, ...]:
        """The names of all AppRoles. Raises Unseen when AppRole is not enabled: then nobody logs in by it."""
        mounts = self._data("auth methods", "sys/auth")
        if f"{self.section.auth_mount}/" not in (mounts or {}):
            raise Unseen("login roles", SYSTEM, f"no AppRole is enabled at auth/{self.section.auth_mount}")
        return self._keys("login roles", f"auth/{self.section.auth_mount}/role")

    def role(self, name: str) -> Role:
        """One AppRole. Raises Unseen when there is none of that name."""
        way = f"auth/{self.section.auth_mount}/role/{name}"
        found, number = self._data(f"role {name}", way), self._data(f"the role id of {name}", f"{way}/role-id")
        if found is None or number is None:
            raise Unseen(f"role {name}", SYSTEM, "there is no such role")
        return role_of(name, found, number["role_id"])

    def secret_ids(self, role: str) -> tuple[SecretId, ...]:
        """What is known of the secret-ids of a role, by accessor."""
        way = f"auth/{self.section.auth_mount}/role/{role}/secret-id"
        accessors = self._keys(f"secret-ids of {role}", way)
        found = ((a, self._data(f"a secret-id of {role}", f"{way}-accessor/lookup", secret_id_accessor=a)) for a in accessors)
        return tuple(secret_id_of(accessor, data) for accessor, data in found if data)

    def entity(self, role: Role) -> Entity | None:
        """The identity that a login by this role has; None before its first login."""
        mount = self._data("auth methods", "sys/auth")[f"{self.section.auth_mount}/"]["accessor"]
        asked = f"the identity of {role.name}"
        found = self._data(asked, "identity/lookup/entity", alias_name=role.role_id, alias_mount_accessor=mount)
        if not found:
            return None
        groups = frozenset(
            (*(found.get("direct_group_ids") or ()), *(found.get("inherited_group_ids") or ()), *(found.get("group_ids") or ()))
        )
        aliases = tuple((alias["name"], alias["mount_path"]) for alias in found["aliases"])
        through = frozenset(policy for group in groups for policy in self._group_policies(group))
        return Entity(found["id"], found["name"], aliases, frozenset(found.get("policies") or ()), groups, through)

    def _group_policies(self, group: str) -> tuple[str, ...]:
        found = self._data("an identity group", f"identity/group/id/{group}")
        if found is None:
            raise Unseen("an identity group", SYSTEM, f"group {group} is named and not there")
        return tuple(found.get("policies") or ())

    def policies(self) -> tuple[str, ...]:
        """The names of all policies."""
        return self._keys("policies", "sys/policies/acl")

    def text(self, policy: str) -> str | None:
        """The text of a policy, None when there is none of that name."""
        found = self._data(f"policy {policy}", f"sys/policies/acl/{policy}")
        return None if found is None else str(found["policy"])

    def rules(self, policy: str) -> tuple[Rule, ...]:
        """The stanzas of a policy; none for one that does not exist, as for the server. Raises Unseen for one that cannot be read."""
        try:
            return rules(self.text(policy) or "")
        except ValueError as error:
            raise Unseen(f"policy {policy}", SYSTEM, str(error)) from error

    def secrets(self, below: str = "") -> tuple[str, ...]:
        """Names at one level of the KV store; a name that ends in / holds more. Empty when nothing is there."""
        return self._keys(f"names below {self.section.mount}/{below}", f"{self.section.mount}/metadata/{below}")

    def listed(self, path: str) -> tuple[str, ...]:
        """The names at a path; empty when nothing is there."""
        return self._keys(f"names at {path}", path)

    def found(self, path: str) -> Any:
        """The data of a path, None when nothing is there."""
        return self._data(path, path)

    def _keys(self, asked: str, path: str) -> tuple[str, ...]:
        found = self._ask(asked, f"LIST {path}", lambda: self._client.list(path))
        return tuple(found["data"]["keys"]) if found else ()

    def _data(self, asked: str, path: str, **body: str) -> Any:
        """The data of one path, None when there is nothing; with a body it is a question that the server wants posted."""
        if not body:
            found = self._ask(asked, f"GET {path}", lambda: self._client.read(path))
        else:
            what = f"POST {path} {' '.join(body.values())}"
            found = self._ask(asked, what, lambda: _posted(self._client.write_data(path, data=body)))
        return found["data"] if found else None

    def _ask(self, asked: str, what: str, call: Callable[[], Any]) -> Any:
        return self._memory.ask(what, lambda: _noted(asked, what, call))

    def fixer(self) -> Any:
        """hvac with the repair's token. Raises Unseen when the estate names none."""
        if self._fixer is None:
            if self.section.fix_token is None:
                raise Unseen("a repair's token", SYSTEM, "the estate names none (vault.fix_token)")
            self._fixer = client(self.section, self.section.fix_token)
        return self._fixer

    def ahead(self) -> None:
        for question in self._questions():
            with suppress(Unseen):  # asked again by whoever needs it, who then says so
                question()

    def _questions(self) -> Iterator[Callable[[], Any]]:
        yield self.roles
        yield self.secrets
        for name in (self.section.role, self.section.dev_role):
            yield lambda name=name: self.entity(self.role(name))  # type: ignore[misc]
            yield lambda name=name: self.secret_ids(name)  # type: ignore[misc]
        for policy in (self.section.policy, "default"):
            yield lambda policy=policy: self.rules(policy)  # type: ignore[misc]


def _posted(answer: Any) -> Any:
    """hvac hands an empty answer back as the response itself."""
    return answer if isinstance(answer, dict) else None


def _noted(asked: str, what: str, call: Callable[[], Any]) -> Any:
    """Its evidence is told whether it came to an answer or not; the path only, since a body may name a role id."""
    began, came = time.monotonic(), "no answer"
    try:
        answer = _answer(asked, what, call)
        came = "200" if answer else "nothing there"
    finally:
        note(Asked(SYSTEM, " ".join(what.split()[:2]), came, time.monotonic() - began))
    return answer


def _answer(asked: str, what: str, call: Callable[[], Any]) -> Any:
    """A dict, or None for nothing there. Raises Unseen for all else."""
    import hvac.exceptions  # noqa: PLC0415  (costs 0.1 s, so only for who asks)
    import requests  # noqa: PLC0415

    try:
        answer = call()
    except hvac.exceptions.Forbidden as error:
        raise Unseen(asked, SYSTEM, f"its token may not {what.split(maxsplit=1)[0].lower()} {what.split()[1]}") from error
    except hvac.exceptions.VaultError as error:
        raise Unseen(asked, SYSTEM, f"{' '.join(what.split()[:2])} was refused ({type(error).__name__})") from error
    except requests.RequestException as error:
        raise Unseen(asked, SYSTEM, f"no answer to {' '.join(what.split()[:2])} ({type(error).__name__})") from error
    if answer is not None and not (isinstance(answer, dict) and isinstance(answer.get("data"), dict)):
        raise Unseen(asked, SYSTEM, f"{' '.join(what.split()[:2])} answered what is not Vault's JSON")
    return answer


def connect(estate: Estate) -> Vault:
    """Raises Unseen when the estate does not configure Vault, or its token cannot be had."""
    if estate.vault is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    return Vault(estate.vault, client(estate.vault, estate.vault.token))


def client(section: sections.Vault, token: Secret) -> Any:
    """hvac, told everything: it would else look for a token, an address and a proxy on its own."""
    import hvac  # noqa: PLC0415
    import requests  # noqa: PLC0415

    session = requests.Session()
    session.trust_env = False
    session.verify = str(section.ca) if section.ca else True
    try:
        return hvac.Client(url=section.url, token=token.value(), timeout=int(section.timeout), session=session, verify=session.verify)
    except (OSError, KeyError) as error:
        raise Unseen("anything", SYSTEM, f"its token cannot be had ({type(error).__name__})") from error
