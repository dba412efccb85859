"""Changes of Vault: policies and login roles. Looking and writing use the repair's token; nothing here holds a secret.

Source: the API pages of policies and AppRole. A policy is written with check-and-set where the server counts versions (OpenBao).
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


def asked(place: str, call: Callable[[], Any]) -> Any:
    """The answer's data; None for nothing there or nothing to say. Raises Unseen."""
    import hvac.exceptions  # noqa: PLC0415  (costs 0.1 s, so only for who asks)
    import requests  # noqa: PLC0415

    try:
        answer = call()
    except hvac.exceptions.InvalidPath:
        return None
    except hvac.exceptions.InvalidRequest as error:
        if "check-and-set" in str(error):
            raise Stale(f"{place} was written by somebody else") from error
        raise Unseen(place, "Vault", f"it refused what it was asked to write ({error})") from error
    except (hvac.exceptions.VaultError, requests.RequestException) as error:
        raise Unseen(place, "Vault", f"the repair's token was refused or nobody answered ({type(error).__name__})") from error
    return answer.get("data") if isinstance(answer, dict) else None


def read(client: Any, path: str) -> Any:
    """The data at a path, None for nothing there. Raises Unseen."""
    return asked(path, lambda: client.fixer().read(path))


def write(client: Any, path: str, **data: Any) -> Any:
    """What the server has to say to a write. Raises Unseen, Stale when check-and-set refused it."""
    return asked(path, lambda: client.fixer().write_data(path, data=data))


def remove(client: Any, path: str) -> None:
    """Raises Unseen."""
    asked(path, lambda: client.fixer().delete(path))


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
        found = read(client, f"sys/policies/acl/{self.name}")
        return found and found["policy"]

    def want(self, _seen: Json, /) -> Json:
        return self.text

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        path = f"sys/policies/acl/{self.name}"
        found = read(client, path)
        if (found and found["policy"]) != seen:
            raise Stale(self.place)
        if wanted is None:
            remove(client, path)
            return
        counted = {"cas": found["version"]} if found and "version" in found else {}
        write(client, path, policy=wanted, **counted)


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
        found = read(client, self._path)
        return found and {key: _plain(key, found[key]) for key in ROLE_FIELDS}

    def want(self, seen: Json, /) -> Json:
        base = seen or {"token_period": 0, "bind_secret_id": True, **dict(self.fresh)}
        return {key: _plain(key, value) for key, value in (base | dict(self.values)).items()}

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        if self.look(client) != seen:
            raise Stale(self.place)
        if wanted is None:
            remove(client, self._path)
        else:  # Vault counts no versions of a role, so only what differs is written: somebody else's field stays theirs
            write(client, self._path, **{key: value for key, value in wanted.items() if seen is None or seen.get(key) != value})


def _plain(key: str, value: Any) -> Json:
    """Lists sorted, networks with their length: two ways to say the same look the same."""
    if not key.endswith(("_cidrs", "_policies")):
        return value
    return sorted(str(ipaddress.ip_network(word)) if key.endswith("_cidrs") else word for word in value or ())
