"""The features as data: each promise, its musts, and the scenario that observes one requirement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

LEVELS = ("must", "should", "intent")


class BadFeature(Exception):  # noqa: N818  (it says what happened, as every exception here)
    """A feature file cannot be used; the text says which file and line, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step as written. ``type`` is given, when or then (And and But take the one before); ``table`` its rows, header first."""

    keyword: str
    type: str
    text: str
    table: tuple[tuple[str, ...], ...]
    number: int


@dataclass(frozen=True, slots=True)
class Promise:
    """One scenario with all that stands above it. ``examples`` are the rows of each Examples table; a plain scenario has none."""

    chapter: str
    feature: str
    why: str
    rule: str
    name: str
    tags: tuple[str, ...]
    lines: tuple[Line, ...]
    outline: bool
    examples: tuple[tuple[dict[str, str], ...], ...]
    file: str
    number: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The tags that have the form of an id: chapter.fact."""
        return tuple(tag for tag in self.tags if "." in tag and not tag.startswith(("fix.", "reaches.")))

    @property
    def fixes(self) -> tuple[str, ...]:
        return tuple(tag.removeprefix("fix.") for tag in self.tags if tag.startswith("fix."))


def read(folder: Path) -> list[Promise]:
    """Every scenario below a folder, in order of file and line. Raises BadFeature for Gherkin that cannot be parsed."""
    return [promise for file in sorted(folder.rglob("*.feature")) for promise in _read_file(file, folder.parent)]


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a scenario: its file, feature, rule, tags and background."""

    file: str
    feature: Any
    rule: str
    tags: tuple[str, ...]
    lines: tuple[Line, ...] = ()


def _read_file(file: Path, root: Path) -> Iterator[Promise]:
    where = str(file.relative_to(root))
    try:
        feature = Parser().parse(file.read_text())["feature"]
    except CompositeParserException as error:
        raise BadFeature("\n".join(f"{where}: {one}" for one in error.errors)) from error
    if feature is None:
        raise BadFeature(f"{where}: holds no feature")
    yield from _scenarios(feature["children"], _Above(where, feature, "", _tags(feature)))


def _scenarios(children: Any, above: _Above) -> Iterator[Promise]:
    for child in children:
        if "background" in child:
            above = replace(above, lines=(*above.lines, *_lines(child["background"]["steps"])))
        elif "rule" in child:
            rule = child["rule"]
            yield from _scenarios(rule["children"], replace(above, rule=rule["name"], tags=(*above.tags, *_tags(rule))))
        else:
            yield _promise(child["scenario"], above)


def _promise(scenario: Any, above: _Above) -> Promise:
    return Promise(
        chapter=Path(above.file).stem,
        feature=above.feature["name"],
        why=" ".join(above.feature["description"].split()),
        rule=above.rule,
        name=scenario["name"],
        tags=(*above.tags, *_tags(scenario)),
        lines=(*above.lines, *_lines(scenario["steps"])),
        outline=scenario["keyword"] in {"Scenario Outline", "Scenario Template"},
        examples=tuple(_rows(table) for table in scenario["examples"]),
        file=above.file,
        number=scenario["location"]["line"],
    )


def _tags(node: Any) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in node["tags"])


def _rows(table: Any) -> tuple[dict[str, str], ...]:
    names = [cell["value"] for cell in table["tableHeader"]["cells"]] if "tableHeader" in table else []
    return tuple(dict(zip(names, (cell["value"] for cell in row["cells"]), strict=True)) for row in table["tableBody"])


def _lines(steps: Any) -> tuple[Line, ...]:
    type_, lines = "", []
    for step in steps:
        kind = step["keywordType"]
        type_ = {"Context": "given", "Action": "when", "Outcome": "then"}.get(kind, type_)
        rows = step.get("dataTable", {}).get("rows", [])
        table = tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows)
        lines.append(Line(step["keyword"].strip(), type_, step["text"], table, step["location"]["line"]))
    return tuple(lines)
