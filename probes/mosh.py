"""Whether mosh can reach a host: its server, a UTF-8 locale, and the firewall. Source: mosh(1), iptables-save(8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from probes.estate import Estate
from probes.masks import plain_script
from probes.question import Question

FIRST, LAST = 60000, 61000
"""The UDP ports of mosh."""


@dataclass(frozen=True, slots=True)
class Mosh:
    """``path`` and ``version`` are empty when there is no server; ``charset`` of the user's login; ``barred`` the rule that keeps its ports shut, or ""."""

    path: str
    version: str
    charset: str
    barred: str


def mosh(user: str) -> Question[Mosh]:
    return Question("mosh", plain_script("mosh", user=user), _read)


def ahead(estate: Estate) -> tuple[Question[Any], ...]:
    return (mosh(estate.agents.user),)


def _read(told: str) -> Mosh:
    lines = [line.partition(" ")[::2] for line in told.splitlines()]
    words = dict(lines)
    rules = [rest for mark, rest in lines if mark == "R"]
    return Mosh(words.get("M", ""), words.get("V", ""), words["L"], _barred(rules) or _shut([rest for mark, rest in lines if mark == "N"]))


def _barred(rules: list[str]) -> str:
    """The first rule of INPUT, or of a chain that it jumps to, that decides over UDP to a mosh port from the overlay; its policy when none does."""
    policies = [rule.split()[1] for rule in rules if rule.startswith(":INPUT")]
    decided = _decide(rules, "INPUT", 0)
    if decided is None:
        return "the firewall's policy for INPUT is DROP" if "DROP" in policies else ""
    return "" if decided.endswith("ACCEPT") else f"the firewall has {decided}"


def _decide(rules: list[str], chain: str, depth: int) -> str | None:
    for rule in rules:
        match = re.match(rf"-A {re.escape(chain)} (.*?)-j (\S+)", rule)
        if not match or not _applies(match[1]) or depth > len(rules):
            continue
        if match[2] in ("ACCEPT", "DROP", "REJECT"):
            return rule
        inner = _decide(rules, match[2], depth + 1) if match[2] != "RETURN" else None
        if inner:
            return inner
    return None


def _applies(condition: str) -> bool:
    """Whether a rule speaks of a new UDP packet to a mosh port that comes in over the overlay."""
    if re.search(r"-p (?!udp|all)\S+|-i (?!wt)\S+|--state (?!\S*NEW)\S+|--ctstate (?!\S*NEW)\S+|-s \S+", condition):
        return False
    ports = re.search(r"--dports? (\d+)(?::(\d+))?", condition)
    return not ports or (int(ports[1]) <= FIRST and int(ports[2] or ports[1]) >= FIRST)


def _shut(lines: list[str]) -> str:
    """nftables' own input chains: one whose policy is drop and that accepts no mosh port."""
    shut = any("hook input" in line and "policy drop" in line for line in lines)
    opened = any(re.search(r"udp dport .*(6[01]\d{3}|mosh).*accept", line) for line in lines)
    return "nftables drops what comes in, and accepts no mosh port" if shut and not opened else ""
