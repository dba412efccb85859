"""Calls to a system with an HTTP interface: TLS verified against the estate's CA, no proxies, on time, noted as evidence; whatever fails is Unseen in words."""

from __future__ import annotations

import ssl
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from probes.evidence import Asked, note
from probes.fields import Api
from probes.unseen import Unseen

if TYPE_CHECKING:
    import httpx

OK, UNAUTHORIZED, FORBIDDEN, SEE_OTHER = 200, 401, 403, 303


@dataclass(frozen=True, eq=False)
class Caller:
    """Whoever asks one system: ``of_whom`` is what reports call it."""

    of_whom: str
    client: httpx.Client

    def __post_init__(self) -> None:
        weakref.finalize(self, self.client.close)


def caller(of_whom: str, section: Api, **options: Any) -> Caller:
    """A client for the section's URL; ``options`` are httpx's (headers, auth). Nothing is asked yet. Raises Unseen when the CA cannot be read."""
    import httpx  # noqa: PLC0415  (costs 70 ms, so only for who asks)

    try:
        trust = ssl.create_default_context(cafile=str(section.ca) if section.ca else None)
    except OSError as error:
        raise Unseen("anything", of_whom, f"{section.ca} cannot be used as its CA ({error})") from error
    return Caller(
        of_whom,
        httpx.Client(base_url=section.url, verify=trust, timeout=section.timeout, trust_env=False, follow_redirects=False, **options),
    )


def call(system: Caller, asked: str, method: str, path: str, **options: Any) -> httpx.Response:
    """One call, whatever its status. Raises Unseen when no answer came."""
    import httpx  # noqa: PLC0415  (costs 70 ms, so only for who asks)

    began = time.monotonic()
    try:
        answer = system.client.request(method, path, **options)
    except httpx.TimeoutException as error:
        note(Asked(system.of_whom, f"{method} {path}", "no answer", time.monotonic() - began))
        raise Unseen(asked, system.of_whom, f"no answer to {method} {path} in time") from error
    except httpx.HTTPError as error:
        note(Asked(system.of_whom, f"{method} {path}", "no answer", time.monotonic() - began))
        raise Unseen(asked, system.of_whom, f"{method} {path} failed ({_words(error)})") from error
    note(Asked(system.of_whom, f"{method} {path}", str(answer.status_code), time.monotonic() - began))
    return answer


def _words(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def json_of(system: Caller, asked: str, answer: httpx.Response) -> Any:
    """The JSON of an answer that has to be 200. Raises Unseen for any other status, a login page, or a body that is none."""
    where = f"{answer.request.method} {answer.request.url.path}"
    if answer.status_code in {UNAUTHORIZED, FORBIDDEN}:
        raise Unseen(
            asked, system.of_whom, f"{where} was refused with {answer.status_code}: the credential in the estate is wrong or may too little"
        )
    if answer.status_code != OK:
        raise Unseen(asked, system.of_whom, f"{where} answered {answer.status_code} {answer.reason_phrase}".rstrip())
    if "json" not in answer.headers.get("Content-Type", ""):
        raise Unseen(asked, system.of_whom, f"{where} answered {_kind(answer)} instead of JSON")
    try:
        return answer.json()
    except ValueError as error:
        raise Unseen(asked, system.of_whom, f"{where} answered what is not JSON") from error


def _kind(answer: httpx.Response) -> str:
    """What came instead, in words that a person can act on."""
    if b"<form" in answer.content and b"password" in answer.content:
        return "a login page"
    return f"a body of type {answer.headers.get('Content-Type', 'unknown').partition(';')[0]}"


def html_of(system: Caller, asked: str, answer: httpx.Response) -> str:
    """The HTML of an answer that has to be 200 and no login page. Raises Unseen."""
    where = f"{answer.request.method} {answer.request.url.path}"
    if answer.status_code in {UNAUTHORIZED, FORBIDDEN} or answer.is_redirect:
        raise Unseen(asked, system.of_whom, f"{where} demands a sign-in ({answer.status_code})")
    if answer.status_code != OK:
        raise Unseen(asked, system.of_whom, f"{where} answered {answer.status_code} {answer.reason_phrase}".rstrip())
    if _kind(answer) == "a login page":
        raise Unseen(asked, system.of_whom, f"{where} answered a login page")
    return answer.text
