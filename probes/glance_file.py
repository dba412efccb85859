"""Glance's configuration as Glance reads it: includes are text, put in before YAML is read (glanceapp/glance, internal/glance/config.go)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from probes.glance_links import Board, Link, is_session
from probes.unseen import Unseen

INCLUDE = re.compile(r"([ \t]*)(?:-[ \t]*)?[$!]include:[ \t]*(.+)")
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the whole text and where it stands: ``number`` counts from 0 in its file, ``indent`` was put before it."""

    file: Path
    number: int
    indent: str
    text: str


def board(file: Path) -> Board:
    """The links that the configuration names. Raises Unseen when it cannot be read or Glance would refuse it."""
    lines = expand(file)
    config = parse(file, lines)
    groups = [group for widget in widgets(config) for group in widget.get("groups") or () if isinstance(group, dict)]
    links = [
        *(_link(item, number, lines) for number, group in enumerate(groups) for item in group.get("links") or ()),
        *(_link(item, -1, lines) for widget in widgets(config) for item in widget.get("sites") or ()),
    ]
    named = {link.url for link in links}
    others = ((where, text) for where, text in _texts(config, file.name) if is_session(text) and text not in named)
    return Board(tuple(links), tuple(str(group.get("title", "")) for group in groups), tuple(others))


def expand(file: Path, depth: int = 0) -> list[Line]:
    """Every line of the file and of what it includes. Raises Unseen for a file that is not there or includes itself."""
    if depth > DEPTH:
        raise Unseen("the links", "Glance", f"{file} includes itself")
    try:
        texts = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Unseen("the links", "Glance", f"{file} cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from error
    return [line for number, text in enumerate(texts) for line in _expanded(file, number, text, depth)]


def _expanded(file: Path, number: int, text: str, depth: int) -> list[Line]:
    found = INCLUDE.fullmatch(text)
    if not found:
        return [Line(file, number, "", text)]
    inner = expand(file.parent / found[2].strip(), depth + 1)
    return [Line(line.file, line.number, found[1] + line.indent, line.text) for line in inner]


def parse(file: Path, lines: list[Line]) -> Any:
    """The configuration, each mapping with its place in ``lines``. Raises Unseen when it is not YAML or has no pages."""
    try:
        config = YAML(typ="rt").load("\n".join(line.indent + line.text for line in lines))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        at = f"{lines[min(mark.line, len(lines) - 1)].file.name}:{lines[min(mark.line, len(lines) - 1)].number + 1}: " if mark else ""
        raise Unseen("the links", "Glance", f"Glance cannot load {file.name} ({at}{error.problem})") from error
    except YAMLError as error:
        raise Unseen("the links", "Glance", f"Glance cannot load {file.name} (not YAML)") from error
    pages = config.get("pages") if isinstance(config, dict) else None
    if not pages or not all(isinstance(page, dict) and page.get("columns") for page in pages):
        raise Unseen("the links", "Glance", f"{file.name} has no pages")
    return config


def widgets(config: Any) -> list[dict[str, Any]]:
    """Every widget of every page, those inside groups and split columns too."""
    direct = [widget for page in config["pages"] for holder in (page, *page["columns"]) for widget in _held(holder)]
    return [deep for widget in direct for deep in _nested(widget)]


def _held(holder: Any) -> list[Any]:
    return [*(holder.get("head-widgets") or ()), *(holder.get("widgets") or ())] if isinstance(holder, dict) else []


def _nested(widget: Any) -> Iterator[dict[str, Any]]:
    if isinstance(widget, dict):
        yield widget
        for inner in widget.get("widgets") or ():
            yield from _nested(inner)


def _link(item: Any, group: int, lines: list[Line]) -> Link:
    if not isinstance(item, CommentedMap) or not item.get("url"):
        raise Unseen("the links", "Glance", "a link has no url, which Glance refuses to load")
    line = lines[item.lc.line]
    return Link(str(item.get("title", "")), str(item["url"]), group, f"{line.file.name}:{line.number + 1}")


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text of the configuration: HTML, frames, templates and descriptions lead somewhere too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{where}: {value.get('type', value.get('title', key))}")
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, where)
    elif isinstance(value, str):
        yield where, value
