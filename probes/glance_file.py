"""Glance's configuration as Glance reads it: includes are text, put in before YAML is read (glanceapp/glance, internal/glance/config.go)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from probes import glance_page
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


@dataclass(frozen=True, slots=True)
class Item:
    """One link as the configuration writes it: its mapping, its lines' number in the whole text, and the Link that it is."""

    mapping: CommentedMap
    line: int
    link: Link


def board(file: Path) -> Board:
    """The links that the configuration names. Raises Unseen when it cannot be read or Glance would refuse it."""
    lines = expand(file)
    config = parse(file, lines)
    links = (*(item.link for item in items(config, lines)), *_anchors(config, lines))
    groups = tuple(str(group.get("title", "")) for _, widget in widgets(config) for group in _groups(widget))
    named = {link.url for link in links}
    others = ((where, text) for where, text in _texts(config, file.name) if is_session(text) and text not in named)
    return Board(links, groups, tuple(others), tuple(item.link for item in frames(config, lines)))


def items(config: Any, lines: list[Line]) -> list[Item]:
    """Every bookmark and every monitored site, bookmarks with the number of their group."""
    found, group = [], 0
    for page, widget in widgets(config):
        for held in _groups(widget):
            found += [_item(item, group, page, lines) for item in held.get("links") or ()]
            group += 1
        found += [_item(item, -1, page, lines) for item in widget.get("sites") or ()]
    return found


def frames(config: Any, lines: list[Line]) -> list[Item]:
    """Widgets that show another page in a frame, each as the link that it is."""
    held = [(page, widget) for page, widget in widgets(config) if widget.get("type") == "iframe" and isinstance(widget, CommentedMap)]
    return [
        Item(
            widget,
            widget.lc.line,
            Link(str(widget.get("title", "a frame")), str(widget.get("source", "")), -1, page, lines[widget.lc.line].file.name),
        )
        for page, widget in held
    ]


def _anchors(config: Any, lines: list[Line]) -> Iterator[Link]:
    """The links that widgets of plain HTML hold."""
    for page, widget in widgets(config):
        if widget.get("type") == "html" and isinstance(widget, CommentedMap):
            where = lines[widget.lc.line]
            for link in glance_page.board(str(widget.get("source", "")), page).links:
                yield replace(link, group=-1, where=f"{where.file.name}:{where.number + 1}")


def _groups(widget: dict[str, Any]) -> list[dict[str, Any]]:
    return [group for group in widget.get("groups") or () if isinstance(group, dict)]


def _item(item: Any, group: int, page: str, lines: list[Line]) -> Item:
    if not isinstance(item, CommentedMap) or not item.get("url"):
        raise Unseen("the links", "Glance", "a link has no url, which Glance refuses to load")
    line = lines[item.lc.line]
    link = Link(str(item.get("title", "")), str(item["url"]), group, page, f"{line.file.name}:{line.number + 1}")
    return Item(item, item.lc.line, link)


def _plain(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def expand(file: Path, read: Callable[[Path], str] = _plain, depth: int = 0) -> list[Line]:
    """Every line of the file and of what it includes. Raises Unseen for a file that is not there or includes itself."""
    if depth > DEPTH:
        raise Unseen("the links", "Glance", f"{file} includes itself")
    try:
        texts = read(file).split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Unseen("the links", "Glance", f"{file} cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from error
    return [line for number, text in enumerate(texts) for line in _expanded(Line(file, number, "", text), read, depth)]


def _expanded(line: Line, read: Callable[[Path], str], depth: int) -> list[Line]:
    found = INCLUDE.fullmatch(line.text)
    if not found:
        return [line]
    inner = expand(line.file.parent / found[2].strip(), read, depth + 1)
    return [replace(held, indent=found[1] + held.indent) for held in inner]


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


def widgets(config: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every widget of every page with the page's slug, those inside groups and split columns too."""
    direct = [(slug(page), widget) for page in config["pages"] for holder in (page, *page["columns"]) for widget in _held(holder)]
    return [(page, deep) for page, widget in direct for deep in _nested(widget)]


def slug(page: dict[str, Any]) -> str:
    """What a page is called in addresses."""
    return str(page.get("slug") or re.sub(r"\s+", "-", str(page.get("name", "")).lower()))


def _held(holder: Any) -> list[Any]:
    return [*(holder.get("head-widgets") or ()), *(holder.get("widgets") or ())] if isinstance(holder, dict) else []


def _nested(widget: Any) -> Iterator[dict[str, Any]]:
    if isinstance(widget, dict):
        yield widget
        for inner in widget.get("widgets") or ():
            yield from _nested(inner)


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
