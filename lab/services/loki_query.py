"""The part of LogQL that the stand-in understands: one stream selector and any number of line filters."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

Test = Callable[[str], bool]


class Unparsable(Exception):  # noqa: N818  (it says what the text is)
    """The text is no query; the message is worded as Loki's."""


@dataclass(frozen=True, slots=True)
class Query:
    matchers: tuple[tuple[str, Test], ...]
    filters: tuple[Test, ...]

    def selects(self, labels: dict[str, str]) -> bool:
        return all(test(labels.get(name, "")) for name, test in self.matchers)

    def keeps(self, line: str) -> bool:
        return all(test(line) for test in self.filters)


_STRING = r'"(?:[^"\\]|\\.)*"|`[^`]*`'
_MATCHER = re.compile(rf"\s*([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*({_STRING})\s*(,|}})")
_FILTER = re.compile(rf"\s*(\|=|!=|\|~|!~)\s*({_STRING})\s*")


def parse(text: str) -> Query:
    """Read a query. Raises Unparsable."""
    rest = text.strip()
    if not rest.startswith("{"):
        raise _wrong("unexpected IDENTIFIER")
    rest, matchers, end = rest[1:], [], ","
    while end == ",":
        found = _MATCHER.match(rest)
        if not found:
            raise _wrong("unexpected }, expecting IDENTIFIER")
        matchers.append((found[1], _equal(found[2], _unquoted(found[3]))))
        rest, end = rest[found.end() :], found[4]
    return Query(tuple(matchers), _filters(rest))


def _filters(rest: str) -> tuple[Test, ...]:
    tests: list[Test] = []
    while rest.strip():
        found = _FILTER.match(rest)
        if not found:
            raise _wrong("unexpected token after the stream selector")
        tests.append(_contains(found[1], _unquoted(found[2])))
        rest = rest[found.end() :]
    return tuple(tests)


def _wrong(what: str) -> Unparsable:
    return Unparsable(f"parse error at line 1, col 2: syntax error: {what}")


def _unquoted(text: str) -> str:
    return text[1:-1] if text.startswith("`") else str(json.loads(text))


def _equal(sign: str, value: str) -> Test:
    """Regular expressions are anchored, as in Prometheus."""
    positive: Test = re.compile(value).fullmatch if sign.endswith("~") else lambda text: operator.eq(text, value)  # type: ignore[assignment]
    return positive if sign.startswith("=") else lambda text: not positive(text)


def _contains(sign: str, value: str) -> Test:
    positive: Test = re.compile(value).search if sign.endswith("~") else lambda text: value in text  # type: ignore[assignment]
    return positive if sign.startswith("|") else lambda text: not positive(text)
