"""What holds features, steps, fixes and the list of requirements together; every break of it is named before anything runs."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

from reports.promises import LEVELS, Line, Promise
from reports.requirements import Requirement
from suite.names import unknown
from suite.sentences import fitting

PLAIN_TAGS = {"adr-023", "manual", "active", "gate", "deferred", "eventually", *LEVELS}
GATED = {"must", "intent"}
"""The levels that the gate asks, where the observation is passive."""


def malformed(promises: list[Promise], requirements: dict[str, Requirement]) -> list[str]:
    """One line for each scenario that pytest-bdd would lose or pass unlooked, or whose tags say nothing that holds. Nothing when all is well."""
    return [
        *_repeated(promises),
        *(f"{_place(promise)}: {what}" for promise in promises for what in _shape(promise)),
        *(f"{_place(promise)}: {what}" for promise in promises for what in _tags(promise, requirements)),
    ]


def unconnected(promises: Iterable[Promise], fixes: Collection[str]) -> list[str]:
    """One line for each fix that does not exist, and each step that has no definition, or several."""
    told: list[str] = []
    for promise in promises:
        told += [f"{_place(promise)}: {unknown('fix', tag, fixes)}" for tag in promise.fixes if tag not in fixes]
        told += [f"{promise.file}:{line.number}: {what}" for line in promise.lines for what in _matches(promise, line)]
    return told


def subjects(promise: Promise) -> set[str]:
    """What the steps of a scenario are given by name: hosts, clients, and facts of one another."""
    texts = ((line.type, text) for line in promise.lines for text in _rendered(promise, line.text))
    return {name for kind, text in texts for one in fitting(kind, text) for name in _given(one.step_func)}


@cache
def _given(step: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(step).parameters)


def _place(promise: Promise) -> str:
    return f"{promise.file}:{promise.number}"


def _repeated(promises: list[Promise]) -> Iterator[str]:
    """Names and ids that two scenarios share: pytest-bdd would run only one of two equal names, without a word."""
    names = Counter(promise.name for promise in promises)
    ids = Counter(id_ for promise in promises for id_ in promise.ids)
    for promise in promises:
        if names[promise.name] > 1:
            yield f"{_place(promise)}: {names[promise.name]} scenarios are called {promise.name!r}"
        yield from (f"{_place(promise)}: {ids[id_]} scenarios are tagged @{id_}" for id_ in promise.ids if ids[id_] > 1)


def _shape(promise: Promise) -> Iterator[str]:
    """What pytest-bdd would pass although it looks at nothing."""
    if not promise.lines:
        yield f"{promise.name!r} has no steps"
    elif not any(line.type == "then" for line in promise.lines):
        yield f"{promise.name!r} has no Then"
    if promise.outline and not any(promise.examples):
        yield f"{promise.name!r} has no example"


def _tags(promise: Promise, requirements: dict[str, Requirement]) -> Iterator[str]:
    yield from _id_tag(promise, requirements)
    if sum(promise.tags.count(level) for level in LEVELS) != 1:
        yield f"needs exactly one of {', '.join(f'@{level}' for level in LEVELS)}"
    if len(promise.fixes) + promise.tags.count("manual") != 1:
        yield "needs exactly one of @fix.<name> and @manual"
    for tag in promise.tags:
        if "." not in tag and tag not in PLAIN_TAGS:
            yield unknown("tag", tag, PLAIN_TAGS)


def _id_tag(promise: Promise, requirements: dict[str, Requirement]) -> Iterator[str]:
    if len(promise.ids) != 1:
        yield f"needs exactly one id tag, has {len(promise.ids)}"
    for id_ in promise.ids:
        row = requirements.get(id_)
        if row is None:
            yield unknown("requirement", id_, requirements)
            continue
        if promise.chapter not in {row.chapter, id_.partition(".")[0]}:
            yield f"{id_} belongs in {row.chapter}.feature"
        if row.level not in promise.tags:
            yield f"{id_} is a {row.level}, as features/requirements.toml says"
        if (row.level in GATED and not row.active) != ("gate" in promise.tags):
            yield f"{id_} is{' not' if 'gate' in promise.tags else ''} for the gate: that asks every must and intent that is not active"
        if row.active != ("active" in promise.tags):
            yield f"{id_} is{'' if row.active else ' not'} active, as features/requirements.toml says"


def _matches(promise: Promise, line: Line) -> Iterator[str]:
    """A line that no step definition matches, or more than one: pytest-bdd would take any of them, without a word."""
    for text in _rendered(promise, line.text):
        if len(found := fitting(line.type, text)) != 1:
            yield f"{len(found) or 'no'} step definition{'s' if found else ''} for {line.keyword} {text}"


def _rendered(promise: Promise, text: str) -> Iterable[str]:
    """The line as it will run: once, or once for each example."""
    if not promise.outline:
        return (text,)
    return {_filled(text, row) for rows in promise.examples for row in rows}


def _filled(text: str, row: dict[str, str]) -> str:
    for name, value in row.items():
        text = text.replace(f"<{name}>", value)
    return text
