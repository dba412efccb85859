"""Reads who the service user is: its ids, and what it could do as root without a password."""

from __future__ import annotations

import re
from dataclasses import dataclass

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question


@dataclass(frozen=True, slots=True)
class Account:
    """``unasked`` are the commands that run as root without a password; ``grants`` the lines of sudoers that say so, each with its file."""

    name: str
    uid: int
    gid: int
    groups: tuple[str, ...]
    unasked: tuple[str, ...]
    grants: tuple[tuple[str, str], ...]


def account(estate: Estate) -> Question[Account]:
    """The service user of a host. Raises Unseen when there is none of that name."""
    user = estate.agents.user
    return Question(f"the user {user}", plain_script("accounts", user=user), lambda told: read(user, told))


def ahead(estate: Estate) -> tuple[Question[Account], ...]:
    return (account(estate),)


def read(user: str, told: str) -> Account:
    """Raises KeyError when the ids are missing."""
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    uid, gid, *groups = dict(lines)["I"].split()
    sudo = [rest for mark, rest in lines if mark == "S"]
    free = any("!authenticate" in line for line in sudo)
    rules = [line.strip() for line in sudo if line.startswith("    (")]
    return Account(
        name=user,
        uid=int(uid),
        gid=int(gid),
        groups=tuple(groups),
        unasked=tuple(rule for rule in rules if (free or "NOPASSWD" in rule) and _as_root(rule)),
        grants=tuple(_pair(rest) for mark, rest in lines if mark == "F"),
    )


def _as_root(rule: str) -> bool:
    """Whether a rule is about root: "(ALL : ALL)", "(root)"; of another user's commands nobody becomes root by them alone."""
    users = re.split(r"[\s,]+", rule.partition(")")[0].lstrip("(").partition(":")[0].strip())
    return bool({"ALL", "root", "#0", ""} & set(users))


def _pair(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    return first, rest
