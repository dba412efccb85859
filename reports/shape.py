"""Facts and diffs as a person reads them: long values over several lines, JSON text line by line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from difflib import unified_diff

WIDTH = 96
SHORT = 48
DEEPEST = 12
"""Brackets deeper than this are text: nobody reads on, and hostile text cannot exhaust the stack."""
_KINDS = {"+": "ins", "-": "del", "@": "at"}
LEFT_OUT = "… ({} more characters in results.json)"
_TOKEN = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[(\[{]|[)\]}]|,\s*|[^'"()\[\]{},]+|.""", re.DOTALL)
_HUNK = re.compile(r"^@@ .* @@.*\n?", re.MULTILINE)


@dataclass(slots=True)
class _Group:
    """What stands between two brackets, parted by commas; each part is text and groups in turn."""

    opens: str
    parts: list[list[str | _Group]] = field(default_factory=lambda: [[]])
    closes: str = ""

    def flat(self) -> str:
        return self.opens + ", ".join(_flat(part) for part in self.parts if part) + self.closes


def clip(raw: str, cap: int) -> str:
    """``raw``, or its first ``cap`` characters and how many were left out."""
    return raw if len(raw) <= cap else f"{raw[:cap].rstrip()} {LEFT_OUT.format(len(raw) - cap)}"


def fact(raw: str) -> str:
    """The words of a value, broken where its brackets and commas are when they do not fit on one line."""
    return raw if len(raw) <= WIDTH else "\n".join(_lines(_read(raw), 0)).strip("\n")


def _read(raw: str) -> list[str | _Group]:
    """Text and groups; a bracket that is never closed ends with the text."""
    stack = [_Group("")]
    for word in _TOKEN.findall(raw):
        top = stack[-1]
        if word in "([{" and len(stack) <= DEEPEST:
            inner = _Group(word)
            top.parts[-1].append(inner)
            stack.append(inner)
        elif word in ")]}" and len(stack) > 1:
            top.closes = word
            stack.pop()
        elif word[0] == "," and len(stack) > 1:
            top.parts.append([])
        else:
            top.parts[-1].append(word)
    return stack[0].parts[0]


def _flat(part: list[str | _Group]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.flat() for piece in part)


def _lines(part: list[str | _Group], depth: int) -> list[str]:
    """One part, in as many lines as it needs; the first is indented, too."""
    indent = "  " * depth
    flat = _flat(part)
    if len(indent + flat) <= WIDTH:
        return [indent + flat]
    lines = [indent]
    for piece in part:
        if isinstance(piece, str) or len(piece.flat()) < WIDTH // 2:
            lines[-1] += piece if isinstance(piece, str) else piece.flat()
        else:
            lines[-1] += piece.opens
            lines += _inside(piece, depth + 1)
            lines += [indent + piece.closes] if piece.closes else []
    return lines


def _inside(group: _Group, depth: int) -> list[str]:
    """One part a line; parts that are all short share lines."""
    parts, indent = [part for part in group.parts if part], "  " * depth
    words = [_flat(part) for part in parts]
    if max(map(len, words), default=0) > SHORT:
        return [line for part in parts for line in _lines(part, depth)]
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + len(word) + 2 <= WIDTH:
            lines[-1] += f", {word}"
        else:
            lines.append(indent + word)
    return lines


def diff(raw: str) -> list[tuple[str, str]]:
    """The lines of a diff, each with what it is: "ins", "del", "at" or "". What was compared as JSON is compared again as the text that it holds."""
    head, *hunks = _HUNK.split(raw)
    names = head.splitlines()
    lines = (_again(hunks[0]) if len(hunks) == 1 else []) or raw.splitlines()[len(names) :]
    return [*(("at" if hunks else "", line) for line in names), *((_KINDS.get(line[:1], ""), line) for line in lines)]


def _again(hunk: str) -> list[str]:
    """What differs between two texts that a hunk holds as JSON; nothing when it holds something else."""
    before, after = (_text([line[1:] for line in hunk.splitlines() if line[:1] in {" ", sign}]) for sign in "-+")
    if before is None or after is None:
        return []
    return [line for line in list(unified_diff(before, after, lineterm=""))[2:] if not line.startswith("@@")]


def _text(lines: list[str]) -> list[str] | None:
    """The lines of a text that is kept as JSON: a string, a list of strings, or null for none."""
    try:
        value = json.loads("\n".join(lines))
    except ValueError:
        return None
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    return value.splitlines() if isinstance(value, str) else [] if value is None else None
