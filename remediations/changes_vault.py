"""Changes of Vault: policies, login roles and identities. Looking and writing use the repair's token; nothing here holds a secret.

Source: the API pages of policies, AppRole and identity. A policy is written with check-and-set where the server counts versions (OpenBao).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from probes.unseen import Unseen
from remediations.changes import Json, Stale

ROLE_FIELDS = (
    "bind_secret_id", "secret_id_bound_cidrs", "secret_id_ttl", "token_bound_cidrs", "token_max_ttl", "token_period", "token_policies", "token_ttl",
)  # fmt: skip
SYSTEM = "vault"


def _call(place: str, call: Callable[[], Any]) -> Any:
    """The answer's data; None for nothing there or nothing to say. Raises Unseen."""
    import hvac.exceptions  # noqa: PLC0415  (costs 0.1 s, so only for who asks)
    import requests  # noqa: PLC0415

    try:
        answer = call()
    except hvac.exceptions.InvalidPath:
        return None
    except (hvac.exceptions.VaultError, requests.RequestException) as error:
        raise Unseen(place, "Vault", f"the repair's token was refused or nobody answered ({type(error).__name__})") from error
    return answer.get("data") if isinstance(answer, dict) else None


def _read(client: Any, path: str) -> Any:
    return _call(path, lambda: client.fixer().read(path))


def _write(client: Any, path: str, **data: Any) -> Any:
    return _call(path, lambda: client.fixer().write_data(path, data=data))


def _remove(client: Any, path: str) -> None:
    _call(path, lambda: client.fixer().delete(path))


@dataclass(frozen=True, slots=True)
class VaultPolicy:
    """A policy has this text."""

    name: str
    text: str
    system: ClassVar[str] = SYSTEM

    @property
    def sentence(self) -> str:
        return f"write the Vault policy {self.name}"

    @property
    def place(self) -> str:
        return f"vault:policy/{self.name}"

    def look(self, client: Any, /) -> Json:
        found = _read(client, f"sys/policies/acl/{self.name}")
        return found and found["policy"]

    def want(self, _seen: Json, /) -> Json:
        return self.text

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        path = f"sys/policies/acl/{self.name}"
        found = _read(client, path)
        if (found and found["policy"]) != seen:
            raise Stale(self.place)
        if wanted is None:
            _remove(client, path)
            return
        counted = {"cas": found["version"]} if found and "version" in found else {}
        _write(client, path, policy=wanted, **counted)


@dataclass(frozen=True, slots=True)
class VaultRole:
    """An AppRole has these fields, as (name, value); what is not named stays. A role that is not there is made, with ``fresh`` besides."""

    mount: str
    name: str
    values: tuple[tuple[str, Any], ...]
    fresh: tuple[tuple[str, Any], ...] = ()
    system: ClassVar[str] = SYSTEM

    @property
    def sentence(self) -> str:
        return f"set {', '.join(key for key, _ in self.values)} of the Vault role {self.name}"

    @property
    def place(self) -> str:
        return f"vault:role/{self.name}"

    @property
    def _path(self) -> str:
        return f"auth/{self.mount}/role/{self.name}"

    def look(self, client: Any, /) -> Json:
        found = _read(client, self._path)
        return found and {key: _plain(key, found[key]) for key in ROLE_FIELDS}

    def want(self, seen: Json, /) -> Json:
        base = seen or {"token_period": 0, "bind_secret_id": True, **dict(self.fresh)}
        return {key: _plain(key, value) for key, value in (base | dict(self.values)).items()}

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        if self.look(client) != seen:
            raise Stale(self.place)
        if wanted is None:
            _remove(client, self._path)
        else:
            _write(client, self._path, **wanted)


def _plain(key: str, value: Any) -> Json:
    """Lists sorted, networks with their length: two ways to say the same look the same."""
    if not key.endswith(("_cidrs", "_policies")):
        return value
    return sorted(str(ipaddress.ip_network(word)) if key.endswith("_cidrs") else word for word in value or ())


@dataclass(frozen=True, slots=True)
class VaultIdentity:
    """An identity carries exactly these policies itself, and is a member of no group but these."""

    id: str
    policies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    system: ClassVar[str] = SYSTEM

    @property
    def sentence(self) -> str:
        return f"leave the Vault identity {self.id} {', '.join(self.policies) or 'no policy'} of its own and {', '.join(self.groups) or 'no'} groups"

    @property
    def place(self) -> str:
        return f"vault:identity/{self.id}"

    def look(self, client: Any, /) -> Json:
        found = _read(client, f"identity/entity/id/{self.id}")
        return found and {"policies": sorted(found["policies"] or ()), "groups": sorted(found["direct_group_ids"] or ())}

    def want(self, _seen: Json, /) -> Json:
        return {"policies": sorted(self.policies), "groups": sorted(self.groups)}

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        if self.look(client) != seen:
            raise Stale(self.place)
        _write(client, f"identity/entity/id/{self.id}", policies=wanted["policies"])
        for group in {*wanted["groups"], *seen["groups"]}:
            path = f"identity/group/id/{group}"
            members = set(_read(client, path)["member_entity_ids"] or ()) - {self.id}
            _write(client, path, member_entity_ids=sorted(members | ({self.id} if group in wanted["groups"] else set())))


@dataclass(frozen=True, slots=True)
class VaultAlias:
    """The login of a role belongs to the identity of this name, which is made when it is not there."""

    mount: str
    role: str
    identity: str
    system: ClassVar[str] = SYSTEM

    @property
    def sentence(self) -> str:
        return f"give the Vault role {self.role} the identity {self.identity}"

    @property
    def place(self) -> str:
        return f"vault:alias/{self.role}"

    def look(self, client: Any, /) -> Json:
        entity = self._entity(client)
        return entity and entity["name"]

    def _entity(self, client: Any) -> Any:
        number = _read(client, f"auth/{self.mount}/role/{self.role}/role-id")["role_id"]
        accessor = _read(client, "sys/auth")[f"{self.mount}/"]["accessor"]
        found = _write(client, "identity/lookup/entity", alias_name=number, alias_mount_accessor=accessor)
        return found and found | {"alias": next(alias["id"] for alias in found["aliases"] if alias["name"] == number)}

    def want(self, _seen: Json, /) -> Json:
        return self.identity

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        entity = self._entity(client)
        if entity is None or entity["name"] != seen:
            raise Stale(self.place)
        known = _read(client, f"identity/entity/name/{wanted}") or _write(client, "identity/entity", name=wanted)
        _write(client, f"identity/entity-alias/id/{entity['alias']}", canonical_id=known["id"])
