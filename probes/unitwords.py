"""The words of a unit file's line: quotes, backslashes, and the specifiers that a name alone decides."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """Split as systemd does: quotes and backslashes count anywhere in a word; systemd.syntax(7), "Quoting"."""
    found: list[str] = []
    word, quote, begun, escaped = "", "", False, False
    for char in text:
        if escaped:
            word, begun, escaped = word + char, True, False
        elif char == "\\":
            escaped = True
        elif quote:
            word, quote = (word, "") if char == quote else (word + char, quote)
        elif char in "\"'":
            quote, begun = char, True
        elif char not in " \t":
            word, begun = word + char, True
        elif begun:
            found.append(word)
            word, begun = "", False
    return [*found, word] if begun else found


def expanded(text: str, name: str) -> str:
    """Specifiers of the unit's own name: %n %N %p %i %%; systemd.unit(5), "Specifiers". Others stay as they are."""
    stem = name.rpartition(".")[0]
    prefix, _, instance = stem.partition("@")
    for mark, value in (("%n", name), ("%N", stem), ("%p", prefix), ("%i", instance), ("%I", instance.replace("-", "/")), ("%%", "%")):
        text = text.replace(mark, value)
    return text
