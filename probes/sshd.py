"""SSH's door: what its configuration comes to for an account, what the running daemon offers, and which keys open it. Source: sshd_config(5), sshd(8)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.host import script
from probes.question import Question

ROOT = "root"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of a file: ``match`` is the condition that it stands under, "" for everybody."""

    file: str
    number: int
    key: str
    value: str
    match: str
    line: str


@dataclass(frozen=True, slots=True)
class Key:
    """A line that opens an account. ``fingerprint`` is empty when it is no key that ssh-keygen can read; ``authority`` vouches for keys of others."""

    user: str
    file: str
    fingerprint: str
    authority: bool


@dataclass(frozen=True, slots=True)
class Door:
    """``settings`` of each account as sshd -T gives them for connections from several places; ``offers`` what the daemon that runs would take, None if it
    does not say; ``elsewhere`` what daemons on further ports would take, by port; ``written`` every line about signing in, in the order in which sshd reads them."""

    settings: dict[str, tuple[dict[str, str], ...]]
    offers: dict[str, tuple[str, ...] | None]
    elsewhere: dict[str, tuple[str, ...]]
    written: tuple[Setting, ...]
    keys: tuple[Key, ...]


def door(*accounts: str) -> Question[Door]:
    """One failed greeting for each account is all that is left of it, in sshd's log."""
    return Question("how SSH lets people in", script("sshd", *accounts), _read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (door(estate.agents.user, ROOT),)


def _read(answer: str) -> Door:
    found = json.loads(answer)
    return Door(
        settings={user: tuple(dict(view) for view in views) for user, views in found["settings"].items()},
        offers={user: None if offered is None else tuple(offered) for user, offered in found["offers"].items()},
        elsewhere={port: tuple(offered) for port, offered in found["elsewhere"].items()},
        written=tuple(Setting(**row) for row in found["written"]),
        keys=tuple(Key(**row) for row in found["keys"]),
    )
