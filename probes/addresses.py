"""Git addresses, taken apart: URLs, scp-like ones and paths. Source: git-fetch(1), "GIT URLS"."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """``scheme`` is empty for a path; ``secret`` says that the address carries a password or token (which is not kept)."""

    scheme: str
    host: str
    port: int | None
    path: str
    secret: bool = False


def parse(address: str) -> Address:
    """Take one address apart. Raises ValueError when it is none that Git understands."""
    transport = re.match(r"([a-z0-9+-]+)::", address)
    if transport:
        return Address(transport[1] + "::", "", None, address[transport.end() :])
    if "://" in address:
        parts = urlsplit(address)
        user = parts.username or ""
        return Address(
            parts.scheme.lower(),
            (parts.hostname or "").lower(),
            parts.port,
            _clean(parts.path),
            parts.password is not None or user == "***",
        )
    scp = re.match(r"(?:[^@/:]+@)?(\[[^\]]+\]|[^/:]+):(.*)", address)
    if scp:
        return Address("ssh", scp[1].strip("[]").lower(), None, _clean("/" + scp[2]))
    return Address("", "", None, address)


def leads_to(address: Address, base: str) -> bool:
    """Whether an address lies below a base such as ``https://git.example/`` or ``ssh://git@git.example/``."""
    allowed = parse(base)
    same = (address.scheme, address.host, _port(address)) == (allowed.scheme, allowed.host, _port(allowed))
    return bool(address.scheme) and same and f"{address.path}/".startswith(f"{allowed.path.rstrip('/')}/")


def _port(address: Address) -> int | None:
    return address.port or {"https": 443, "http": 80, "ssh": 22}.get(address.scheme)


def _clean(path: str) -> str:
    return posixpath.normpath(path or "/")
