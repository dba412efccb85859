"""The public side: what a name behind the proxy answers, asked at the proxy's own address. Nothing is followed, no cookie is kept.

"200" proves neither that something is there nor that it is open: a proxy answers 200 with an empty body for a name that it does not know.
"""

from __future__ import annotations

import re
import ssl
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from probes.estate import Estate
from probes.evidence import Asked, note
from probes.memory import Memory
from probes.sections import Web as Section
from probes.unseen import Unseen

if TYPE_CHECKING:
    import httpx

SYSTEM = "the public side"
TIMEOUT = 15.0
PASSING = re.compile(
    r"^(date|age|expires|content-length|location|server-timing|cf-ray|traceparent)$|request-?id|trace-?id|rate-?limit", re.IGNORECASE
)
"""Headers that differ from answer to answer, or that are told elsewhere."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0 when no HTTP answer came; ``how`` then says why: tls (no certificate for the name), cut (hung up).

    ``location``, ``body`` (a hash) and ``headers`` have the asked name replaced, so that the answers for two names compare; of a cookie
    only its name is kept, and headers that pass (dates, ids) are left out.
    """

    status: int
    how: str
    location: str
    body: str
    length: int
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class Web:
    """Each answer is kept for as long as this object lives, which is one pass."""

    section: Section
    domain: str
    client: httpx.Client
    _memory: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        weakref.finalize(self, self.client.close)

    def sibling(self, number: int = 1) -> str:
        """A name of the domain that nobody can have taken; another one for each number."""
        return self._memory.ask(f"sibling {number}", lambda: f"{token_hex(8)}.{self.domain}")

    def ask(self, host: str, path: str, method: str = "GET", **headers: str) -> Answer:
        """What the proxy says to one request for a name. Raises Unseen when it cannot be reached at all."""
        return self._memory.ask(f"{method} {host}{path} {sorted(headers.items())}", lambda: self._ask(host, path, method, headers))

    def _ask(self, host: str, path: str, method: str, headers: dict[str, str]) -> Answer:
        import httpx  # noqa: PLC0415  (costs 70 ms, so only for who asks)

        url = f"https://{self.section.address}:{self.section.port}{path}"
        began, said = time.monotonic(), "no answer"
        try:
            told = self.client.request(method, url, headers={"Host": host, **headers}, extensions={"sni_hostname": host})
            said = str(told.status_code)
        except httpx.ConnectError as error:
            if "SSL" not in str(error) and "TLS" not in str(error):
                raise Unseen(f"https://{host}{path}", SYSTEM, f"{self.section.address} cannot be reached") from error
            said = "tls"
        except (httpx.RemoteProtocolError, httpx.ReadError):
            said = "cut"
        except httpx.HTTPError as error:
            raise Unseen(f"https://{host}{path}", SYSTEM, f"no answer ({type(error).__name__})") from error
        finally:
            note(Asked(SYSTEM, f"{method} https://{host}{path}", said, time.monotonic() - began))
        return _answer(told, host) if said.isdigit() else Answer(0, said, "", "", 0)

    def ahead(self) -> None:
        with suppress(Unseen):  # asked again by whoever needs it, who then says so
            self.ask(self.sibling(), "/")


def _answer(told: httpx.Response, host: str) -> Answer:
    """Times, ids and the name itself are no difference between two names."""
    text = re.sub(re.escape(host), "HOST", told.text)
    where = re.sub(r"(state|nonce|code_challenge)=[^&]*", r"\1=", told.headers.get("Location", "").replace(host, "HOST"))
    digest = sha256(text.encode()).hexdigest()[:16] if text else ""
    return Answer(told.status_code, "", where, digest, len(text), tuple(sorted(_headers(told, host))))


def _headers(told: httpx.Response, host: str) -> Iterator[tuple[str, str]]:
    for name, value in told.headers.multi_items():
        if not PASSING.search(name):
            yield name.lower(), value.partition("=")[0] if name.lower() == "set-cookie" else value.replace(host, "HOST")


def connect(estate: Estate) -> Web:
    """Raises Unseen when the estate does not configure the public side, or its CA cannot be used."""
    import httpx  # noqa: PLC0415

    if estate.web is None:
        raise Unseen("anything", SYSTEM, "the estate does not configure it")
    section = estate.web
    try:
        trust = ssl.create_default_context(cafile=str(section.ca) if section.ca else None)
    except OSError as error:
        raise Unseen("anything", SYSTEM, f"{section.ca} cannot be used as its CA ({error})") from error
    options: dict[str, Any] = {"verify": trust, "timeout": TIMEOUT, "trust_env": False, "follow_redirects": False}
    return Web(section, estate.domain, httpx.Client(**options))
