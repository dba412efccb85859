"""PocketID: which OIDC clients there are, by name and callback. Source: Pocket ID's API, GET /api/oidc/clients."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from probes.estate import Estate
from probes.http_api import Caller, call, caller, json_of
from probes.memory import Memory
from probes.unseen import Unseen

SYSTEM = "PocketID"
PAGE = 100


@dataclass(frozen=True, slots=True)
class OidcClient:
    """``callbacks`` are the addresses to which a sign-in may lead back; a ``public`` client has no secret."""

    name: str
    callbacks: tuple[str, ...]
    public: bool = False


@dataclass(eq=False)
class Pocketid:
    """Each answer is kept for as long as this object lives, which is one pass."""

    caller: Caller
    _memory: Memory = field(default_factory=Memory)

    def clients(self) -> tuple[OidcClient, ...]:
        """Every client, page by page. Raises Unseen, also when there is none at all: somebody has to sign in somewhere."""
        return self._memory.ask("clients", self._clients)

    def _clients(self) -> tuple[OidcClient, ...]:
        found: list[OidcClient] = []
        page, pages = 1, 1
        while page <= pages:
            asked = {"pagination[page]": str(page), "pagination[limit]": str(PAGE)}
            told = json_of(self.caller, "the clients", call(self.caller, "the clients", "GET", "/api/oidc/clients", params=asked))
            found += [
                OidcClient(str(held.get("name", "")), tuple(held.get("callbackURLs") or ()), bool(held.get("isPublic")))
                for held in told["data"]
            ]
            page, pages = page + 1, int(told.get("pagination", {}).get("totalPages", 1))
        if not found:
            raise Unseen("the clients", SYSTEM, "it lists none, so the key may not see them")
        return tuple(found)

    def ahead(self) -> None:
        with suppress(Unseen):  # asked again by whoever needs it, who then says so
            self.clients()


def connect(estate: Estate) -> Pocketid:
    """Raises Unseen when the estate does not configure PocketID, or names no API key."""
    if estate.pocketid is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    section = estate.pocketid
    if section.api_key is None:
        raise Unseen("the clients", SYSTEM, "the estate names no API key (pocketid.api_key)")
    try:
        key = section.api_key.value()
    except (OSError, KeyError) as error:
        raise Unseen("anything", SYSTEM, f"its API key cannot be had ({error})") from error
    return Pocketid(caller(SYSTEM, section, headers={"X-API-Key": key}))
