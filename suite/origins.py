"""From a scenario to the probes behind it, by following what its steps name; and back."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType
from typing import Any

from reports.promises import Line, Promise
from suite.sentences import fitting

GROUND = {"estate", "sections", "fields", "unseen", "question", "memory", "evidence", "connection", "host", "masks", "attestation"}
"""What every probe stands on; it tells nothing about where a scenario looks."""
WORD = re.compile(r"\w+")


def probes(promise: Promise) -> tuple[str, ...]:
    """The modules of probes that the steps of a scenario use, by name."""
    seen: set[FunctionType] = set()
    found: set[str] = set()
    todo = [function for line in promise.lines for function in _functions(line)]
    while todo:
        function = todo.pop()
        if function not in seen:
            seen.add(function)
            for value in _named(function):
                name = _module(value)
                if name.startswith("probes."):
                    found.add(name.split(".")[1])
                elif name.startswith("steps.") and isinstance(value, FunctionType):
                    todo.append(value)
    return tuple(sorted(found - GROUND))


def _functions(line: Line) -> Iterator[FunctionType]:
    yield from (one.step_func for one in fitting(line.type, line.text) if isinstance(one.step_func, FunctionType))


def _named(function: FunctionType) -> Iterator[Any]:
    """The values of every name in a function's code and annotations, attributes of modules of ours among them."""
    names = {*_names(function.__code__), *WORD.findall(" ".join(map(str, inspect.get_annotations(function).values())))}
    for name in names & function.__globals__.keys():
        value = function.__globals__[name]
        yield value
        if inspect.ismodule(value) and value.__name__.startswith("steps."):
            yield from (vars(value)[inner] for inner in names & vars(value).keys())


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _module(value: Any) -> str:
    """Where a value comes from: a module is its own place."""
    return value.__name__ if inspect.ismodule(value) else str(getattr(value, "__module__", "") or "")


def turned(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """The other way round: from each of the right sides to all that named it, sorted."""
    found: dict[str, list[str]] = {}
    for left, rights in pairs:
        for right in rights:
            found.setdefault(right, []).append(left)
    return dict(sorted(found.items()))
