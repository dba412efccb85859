"""Calls to Proxmox VE and Proxmox Backup Server through proxmoxer; whatever fails is Unseen, with the missing right where there is one.

proxmoxer hands over a login page as if it were an answer, and lets the errors of requests through: both are caught here.
"""

from __future__ import annotations

import time
import weakref
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from probes.evidence import Asked, note
from probes.fields import Secret
from probes.sections import Pbs, Proxmox
from probes.unseen import Unseen

T = TypeVar("T")
NEVER_REACHED = range(595, 600)


@dataclass(frozen=True, eq=False)
class Api:
    """One product with one token; ``resource`` is proxmoxer's root."""

    of_whom: str
    resource: Any

    def __post_init__(self) -> None:
        weakref.finalize(self, self.resource._store["session"].close)  # noqa: SLF001  (proxmoxer closes nothing itself)


def connect(of_whom: str, service: str, section: Proxmox | Pbs, token_id: str, token: Secret) -> Api:
    """Nothing is asked yet. Raises Unseen when the token cannot be had."""
    import proxmoxer  # noqa: PLC0415  (costs 40 ms, so only for who asks)

    url = urlsplit(section.url)
    user, _, name = token_id.partition("!")
    try:
        secret = token.value()
    except (OSError, KeyError) as error:
        raise Unseen("anything", of_whom, f"its token cannot be had ({error})") from error
    resource = proxmoxer.ProxmoxAPI(
        url.hostname, port=url.port or 443, user=user, token_name=name, token_value=secret, service=service,
        verify_ssl=str(section.ca) if section.ca else True, timeout=section.timeout,
    )  # fmt: skip
    resource._store["session"].trust_env = False  # noqa: SLF001  (no proxies, no other CA)
    return Api(of_whom, resource)


def get(api: Api, asked: str, kind: type[T], path: str, **parameters: Any) -> T:
    """The data of a GET, which has to be a ``kind``. Raises Unseen."""
    data = _told(api, asked, "GET", path, lambda: api.resource(path).get(**parameters))
    if not isinstance(data, kind) or (isinstance(data, dict) and isinstance(data.get("errors"), bytes)):
        raise Unseen(asked, api.of_whom, f"GET /{path} answered {_instead(data)}")
    return data


def _instead(data: Any) -> str:
    body = data.get("errors", b"") if isinstance(data, dict) else b""
    if isinstance(body, bytes) and b"<form" in body:
        return "a login page instead of JSON"
    return "what is not JSON" if body else f"a {type(data).__name__}"


def _told(api: Api, asked: str, verb: str, path: str, call: Any) -> Any:
    import requests  # noqa: PLC0415
    from proxmoxer.core import ResourceException  # noqa: PLC0415

    began = time.monotonic()
    answer = "no answer"
    try:
        data = call()
        answer = "200"
    except ResourceException as error:
        answer = str(error.status_code)
        raise Unseen(asked, api.of_whom, refusal(f"{verb} /{path}", error)) from error
    except requests.Timeout as error:
        raise Unseen(asked, api.of_whom, f"no answer to {verb} /{path} in time") from error
    except requests.exceptions.SSLError as error:
        raise Unseen(asked, api.of_whom, "its certificate is not trusted by the CA of the estate") from error
    except (requests.RequestException, KeyError) as error:
        raise Unseen(asked, api.of_whom, f"{verb} /{path} failed ({type(error).__name__})") from error
    finally:
        note(Asked(api.of_whom, f"{verb} /{path}", answer, time.monotonic() - began))
    return data


def refusal(where: str, error: Any) -> str:
    """Why it was refused: PVE says so in the reason phrase, PBS in the body."""
    body = error.errors.get("errors", b"") if isinstance(error.errors, dict) else b""
    words = body.decode(errors="replace").strip() if isinstance(body, bytes) and body else str(error.content).strip()
    if error.status_code == 401:  # noqa: PLR2004  (HTTP: unauthorized)
        return f"the token in the estate was refused ({words})"
    if error.status_code in NEVER_REACHED:
        return f"{where}: the node that owns it cannot be reached ({words})"
    return f"{where} answered {error.status_code} ({words})"
