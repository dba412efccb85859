"""What a dashboard link is, and what it opens. Shared by the file and the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from probes.estate import Estate

SESSION = re.compile(r"claude\.ai/\S*?(?:[?&#;]environment=|/(?:session|env)_)|environment=env_\w|/session_0\w{6}", re.IGNORECASE)

OVERLAYS = ("netbird.selfhosted", "netbird.cloud")
"""Domains in which an overlay of Netbird knows its peers."""


@dataclass(frozen=True, slots=True)
class Link:
    """``group`` numbers the bookmark group it stands in (-1: none), ``page`` is the slug, ``where`` is file and line or the page."""

    title: str
    url: str
    group: int
    page: str
    where: str


@dataclass(frozen=True, slots=True)
class Board:
    """One look at the dashboard: its links, titles of groups, every other text that opens a single session, as (where, text), and pages in frames."""

    links: tuple[Link, ...]
    groups: tuple[str, ...]
    sessions: tuple[tuple[str, str], ...]
    frames: tuple[Link, ...] = ()

    def opening(self, url: str) -> tuple[Link, ...]:
        return tuple(link for link in self.links if opens(link.url, url))

    def group_of(self, siblings: tuple[str, ...]) -> int | None:
        """The group that holds a link for each sibling, by title or by the first label of its host."""
        for number in range(len(self.groups)):
            held = {name for link in self.links if link.group == number for name in names(link)}
            if {sibling.casefold() for sibling in siblings} <= held:
                return number
        return None


def names(link: Link) -> set[str]:
    """What a link may be known by: its title, and the first label of its host."""
    host = urlsplit(link.url).hostname or ""
    return {link.title.strip().casefold(), host.split(".")[0].casefold()}


def opens(url: str, page: str) -> bool:
    """Whether ``url`` opens exactly ``page``: scheme, host, port and path, with or without a trailing slash, and nothing behind it."""
    return _place(url) == _place(page)


def _place(url: str) -> tuple[str, str | None, int | None, str, str, str]:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url, None, None, "", "", ""
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, parts.hostname, port or usual, parts.path.rstrip("/"), parts.query, parts.fragment


def leads_to(url: str, host: str) -> bool:
    """Whether ``url`` opens something on this host, over whatever scheme and port."""
    try:
        return urlsplit(url.strip()).hostname == host
    except ValueError:
        return False


def aoe_hosts(estate: Estate) -> tuple[str, ...]:
    """Where the AoE dashboard can be: its public name first, then every name and address of the agents host itself."""
    agents = estate.agents
    names = (f"{agents.hostname}.{domain}" for domain in (estate.domain, *OVERLAYS))
    return (estate.web.aoe if estate.web else f"aoe.{estate.domain}", agents.hostname, *names, str(agents.address))


def is_session(text: str) -> bool:
    """Whether a text names one environment or one session of Remote Control."""
    return bool(SESSION.search(text) or SESSION.search(unquote(text)))
