"""Shows a change without showing a secret: values are masked on the target, so that they never travel."""

from __future__ import annotations

import difflib
import re
from typing import Any

MARKS = ("mode", "uid", "gid", "xattrs")
LABELS = {"uid": "owner", "gid": "group", "is": "state", "xattrs": "attributes", "acls": "access list"}
NAMED = re.compile(r"""\b([A-Z_][A-Z0-9_]{2,})(=|"\s*:\s*)""")
SECRETIVE = re.compile(r"(?i)((?:key|token|secret|passw(?:or)?d|credential|auth)[\w-]*[\"']?\s*[:=]\s*)(?=\S).*")
TOKENS = re.compile(
    r"sk-[\w-]{6,}|hv[sb]\.[\w-]{6,}|\bs\.\w{24}|\bgh[pousr]_\w{20,}|\btk_\w{8,}|PVEAPIToken=\S+|\beyJ[\w-]{10,}\S*|://[^/\s:@]+:[^/\s@]+@"
)


def line(text: str) -> str:
    """One line with every value of a variable, and everything that looks like a secret, masked."""
    found = list(NAMED.finditer(text))
    if found:
        head = text[: found[0].end()]
        return head + " ".join(["***", *(f"{match[1]}=***" for match in found[1:])])
    return TOKENS.sub("***", SECRETIVE.sub(r"\1***", text))


def diff(path: str, before: str | None, after: str | None, *, strict: bool) -> str:
    """A unified diff. ``strict`` is for files of values: no context, and lines that name no variable are masked whole."""
    old, new = ((text or "").splitlines() for text in (before, after))
    names = ("/dev/null" if before is None else f"a{path}", "/dev/null" if after is None else f"b{path}")
    lines = difflib.unified_diff(old, new, *names, lineterm="", n=0 if strict else 3)
    return "\n".join(_shown(text, strict=strict) for text in lines)


def _shown(text: str, *, strict: bool) -> str:
    if text.startswith(("---", "+++", "@@")):
        return text
    if strict and not NAMED.search(text):
        return text[0] + "***"
    return text[0] + line(text[1:])


def steps(change: dict[str, Any], seen: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """One line for each part that changes: what it was and what it will be."""
    if "value" in seen:
        return [f"-{change['name']}=***"] if seen["value"] is not None else []
    differ = [key for key in wanted if seen.get(key) != wanted[key] and key != "installed"]
    return [f"{LABELS.get(key, key)}: {_word(key, seen.get(key))} -> {_word(key, wanted[key])}" for key in differ]


def _word(key: str, value: Any) -> str:
    if key == "mode":
        return f"{value:04o}"
    return "yes" if value is True else "no" if value is False else "none" if value in ({}, []) else str(value)
