"""Changes of Vault's identities: each is one write, since Vault knows no transaction. Source: the API pages of identity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from remediations.changes import Json, Stale
from remediations.changes_vault import SYSTEM, read, write


@dataclass(frozen=True, slots=True)
class VaultIdentity:
    """An identity carries exactly these policies itself."""

    id: str
    policies: tuple[str, ...] = ()
    system: ClassVar[str] = SYSTEM

    @property
    def sentence(self) -> str:
        return f"leave the Vault identity {self.id} {', '.join(self.policies) or 'no policy'} of its own"

    @property
    def place(self) -> str:
        return f"vault:identity/{self.id}"

    def look(self, client: Any, /) -> Json:
        found = read(client, f"identity/entity/id/{self.id}")
        return found and sorted(found["policies"] or ())

    def want(self, _seen: Json, /) -> Json:
        return sorted(self.policies)

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        if self.look(client) != seen:
            raise Stale(self.place)
        write(client, f"identity/entity/id/{self.id}", policies=wanted)


@dataclass(frozen=True, slots=True)
class VaultNoMember:
    """A group has this identity no more among its own members; membership by way of another group is that group's."""

    group: str
    id: str
    system: ClassVar[str] = SYSTEM

    @property
    def sentence(self) -> str:
        return f"take the Vault identity {self.id} out of group {self.group}"

    @property
    def place(self) -> str:
        return f"vault:identity/{self.id}/group/{self.group}"

    @property
    def _path(self) -> str:
        return f"identity/group/id/{self.group}"

    def look(self, client: Any, /) -> Json:
        """Whether it is one."""
        return self.id in ((read(client, self._path) or {}).get("member_entity_ids") or ())

    def want(self, _seen: Json, /) -> Json:
        return False

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        """Vault counts no versions of a group: its members are read at the last moment."""
        members = set(read(client, self._path)["member_entity_ids"] or ())
        if (self.id in members) != seen:
            raise Stale(self.place)
        write(client, self._path, member_entity_ids=sorted(members | {self.id} if wanted else members - {self.id}))


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
        number = read(client, f"auth/{self.mount}/role/{self.role}/role-id")["role_id"]
        accessor = read(client, "sys/auth")[f"{self.mount}/"]["accessor"]
        found = write(client, "identity/lookup/entity", alias_name=number, alias_mount_accessor=accessor)
        return found and found | {"alias": next(alias["id"] for alias in found["aliases"] if alias["name"] == number)}

    def want(self, _seen: Json, /) -> Json:
        return self.identity

    def put(self, client: Any, wanted: Json, seen: Json, /) -> None:
        entity = self._entity(client)
        if entity is None or entity["name"] != seen:
            raise Stale(self.place)
        known = read(client, f"identity/entity/name/{wanted}") or write(client, "identity/entity", name=wanted)
        write(client, f"identity/entity-alias/id/{entity['alias']}", canonical_id=known["id"])
