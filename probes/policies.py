"""Vault policies as text: what each rule allows, and which rule wins for a path. Source: the policies pages of Vault and OpenBao.

A policy is HCL or JSON. Two stanzas for one path count both (MEASURED: the server takes the union), so nothing here merges or drops any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

LEGACY = {
    "read": {"read", "list"},
    "write": {"create", "read", "update", "delete", "list"},
    "sudo": {"create", "read", "update", "delete", "list", "sudo"},
    "deny": {"deny"},
}
_BETWEEN = r"(?:\s|\#[^\n]*\n|//[^\n]*\n)*"
_PLAIN = re.compile(
    _BETWEEN + r'path[ \t]+"([^"\\$%\n]*)"[ \t]*\{\s*capabilities[ \t]*=[ \t]*\[\s*((?:"\w*"\s*,\s*)*(?:"\w*"\s*)?)\]\s*\}[ \t]*(?=\n|\Z)'
)
"""A stanza as nearly all are: a path and its capabilities."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One stanza: a path pattern (``+`` is one segment, a last ``*`` any ending) and its capabilities."""

    path: str
    capabilities: frozenset[str]

    @property
    def denies(self) -> bool:
        return "deny" in self.capabilities

    def matches(self, path: str) -> bool:
        pattern = "[^/]+".join(map(re.escape, self.path.removesuffix("*").split("+")))
        return bool(re.fullmatch(pattern + (".*" if self.path.endswith("*") else ""), path))


@cache
def rules(text: str) -> tuple[Rule, ...]:
    """Every stanza, in order; a slash before a path is taken away, as the server does (measured). Raises ValueError for what is neither JSON nor HCL.

    Many rows and passes ask for the same text, and reading HCL is slow: a parser is made for it only where the text is not all plain stanzas.
    """
    return _plain(text) or tuple(Rule(path.removeprefix("/"), _capabilities(body)) for path, body in _stanzas(_document(text)))


def _plain(text: str) -> tuple[Rule, ...]:
    """The stanzas of a text that has no others; empty for any other text."""
    found, at = [], 0
    while stanza := _PLAIN.match(text, at):
        at = stanza.end()
        found.append(Rule(stanza[1].removeprefix("/"), frozenset(re.findall(r'"(\w*)"', stanza[2]))))
    return tuple(found) if re.fullmatch(_BETWEEN, text[at:]) else ()


def allowed(known: Iterable[Rule], path: str) -> frozenset[str]:
    """The capabilities on one path: the most specific pattern wins, equal ones unite, deny ends it all."""
    matching = [rule for rule in known if rule.matches(path)]
    if not matching:
        return frozenset()
    best = max(map(_priority, matching))
    united = frozenset[str]().union(*(rule.capabilities for rule in matching if _priority(rule) == best))
    return frozenset() if "deny" in united else united


def _priority(rule: Rule) -> tuple[int, bool, int, int, str]:
    """Later first wildcard, no glob at the end, fewer ``+``, longer, then by the alphabet."""
    pattern = rule.path
    wild = min((place for place in (pattern.find("+"), pattern.find("*")) if place >= 0), default=len(pattern) + 1)
    return wild, not pattern.endswith("*"), -pattern.split("/").count("+"), len(pattern), pattern


def overlaps(rule: Rule, top: str) -> bool:
    """Whether the pattern can match ``top`` or anything below it."""
    pattern, glob = rule.path.removesuffix("*").split("/"), rule.path.endswith("*")
    wanted = top.split("/")
    for place, segment in enumerate(pattern):
        if place == len(wanted):
            return True
        if glob and place == len(pattern) - 1:
            return wanted[place].startswith(segment)
        if segment not in ("+", wanted[place]):
            return False
    return len(pattern) >= len(wanted)


def _document(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return _hcl(text)


def _hcl(text: str) -> Any:
    import hcl2  # noqa: PLC0415  (its grammar takes a tenth of a second)
    from lark.exceptions import LarkError  # noqa: PLC0415

    options = hcl2.SerializationOptions(strip_string_quotes=True, explicit_blocks=False, with_comments=False)
    try:
        return hcl2.loads(text, serialization_options=options)
    except LarkError as error:
        msg = f"the policy is neither JSON nor HCL ({type(error).__name__})"
        raise ValueError(msg) from error


def _stanzas(document: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    """``path`` is one table or a list of tables; each maps a pattern to one body or a list of them."""
    if not isinstance(document, dict):
        msg = "the policy is no table"
        raise ValueError(msg)  # noqa: TRY004  (the text is wrong, not its type)
    found = document.get("path", [])
    for table in found if isinstance(found, list) else [found]:
        for path, bodies in table.items():
            for body in bodies if isinstance(bodies, list) else [bodies]:
                yield path, body


def _capabilities(body: dict[str, Any]) -> frozenset[str]:
    found = body.get("capabilities", [])
    if not isinstance(found, list):
        msg = "capabilities are no list"
        raise ValueError(msg)  # noqa: TRY004
    return frozenset(map(str, found)) | LEGACY.get(str(body.get("policy", "")), set())


def stanza(path: str, capabilities: Sequence[str]) -> str:
    """HCL of one rule."""
    return f'path "{path}" {{\n  capabilities = [{", ".join(json.dumps(word) for word in capabilities)}]\n}}\n'
