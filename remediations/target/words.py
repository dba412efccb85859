"""Splits text as systemd and sh do: blanks part words, quotes and backslashes keep them whole, and a quote may span lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Char(NamedTuple):
    """One character; ``quoting``: it is a quote or backslash itself; ``bare``: outside quotes and comments; ``comment``: inside one."""

    char: str
    quoting: bool
    bare: bool
    comment: bool


class Word(NamedTuple):
    """``raw`` as it stands in the file, ``plain`` without its quotes and backslashes."""

    raw: str
    plain: str


def words(text: str, *, comments: bool = False) -> list[Word]:
    """The words of one logical line; a comment is one word, when there can be comments."""
    raws = split(text, " \t\n", comments=comments)
    return [Word(raw, "".join(c.char for c in scan(raw, comments=comments) if not c.quoting)) for raw in raws]


def split(text: str, separators: str, *, comments: bool = False) -> list[str]:
    """The pieces between unquoted separators, empty ones left out."""
    pieces = [""]
    for c in scan(text, comments=comments):
        if c.bare and c.char in separators:
            pieces.append("")
        else:
            pieces[-1] += c.char
    return [piece for piece in pieces if piece.strip(" \t\n")]


def physical_lines(text: str) -> list[str]:
    """The lines with their ends, cut at line feeds alone; str.splitlines knows too many others."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def logical_lines(text: str) -> Iterator[str]:
    """Lines of sh, joined where a backslash or an open quote says so; joining them gives the text again."""
    line = ""
    for c in scan(text, comments=True):
        line += c.char
        if c.char == "\n" and c.bare:
            yield line
            line = ""
    if line:
        yield line


def without_comments(text: str) -> str:
    """The text of a shell file without its comments."""
    return "".join(c.char for c in scan(text, comments=True) if not c.comment)


def scan(text: str, *, comments: bool) -> Iterator[Char]:
    """Every character with its part in the quoting."""
    quote, escaped, comment, before = "", False, False, "\n"
    for char in text:
        if comment and char != "\n":
            yield Char(char, False, False, True)
        elif escaped:
            escaped = False
            yield Char(char, char == "\n", False, False)
        elif char == "\\" and quote != "'":
            escaped = True
            yield Char(char, True, False, False)
        elif char in "\"'" and quote in ("", char):
            quote = "" if quote else char
            yield Char(char, True, False, False)
        else:
            comment = comments and char == "#" and not quote and before in " \t\n;"
            yield Char(char, False, not quote and not comment, comment)
        before = char
