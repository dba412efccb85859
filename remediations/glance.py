"""Repairs of the dashboard: its links, edited where they stand so that comments and everything else stay."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from probes import glance_file
from probes.estate import Estate
from probes.glance import Glance
from probes.glance_file import Item, Line
from probes.glance_links import aoe_hosts, is_session, leads_to, names, opens
from remediations.changes import Change
from remediations.changes_glance import EditDashboard, LoadDashboard, hunks, in_step
from remediations.fix import Offences, fix

LIST, TITLE = "https://claude.ai/code", "Claude Code"


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands instead of the line ``number`` (from 0) of a file: several lines, or none. ``says`` names the edit that it belongs to."""

    file: Path
    number: int
    instead: tuple[str, ...]
    says: str


Edits = list[Edit]


@dataclass(frozen=True, slots=True)
class Board:
    """The configuration as it is written; ``anchor`` is the last of the sibling links, behind which a new one goes."""

    lines: list[Line]
    items: list[Item]
    group: int
    anchor: Item


@fix("safe", touches=("glance:**",), scope="glance")
def tend_dashboard(offences: Offences, glance: Glance, estate: Estate) -> list[Change]:
    """One link to the list of environments in the working group, none to a session, none to AoE before its time; and Glance made to serve it."""
    board = _read(glance)
    ids = {offence.id for offence in offences}
    edits = _list_link(board) if ids - {"deferred.no-link"} else []
    edits += _aoe_link(board, estate) if "deferred.no-link" in ids else []
    return _changes(edits) or _reload(glance)


def _read(glance: Glance) -> Board:
    assert glance.file
    lines = glance_file.expand(glance.file)
    config = glance_file.parse(glance.file, lines)
    items = [*glance_file.items(config, lines), *glance_file.frames(config, lines)]
    group = glance_file.board(glance.file).group_of(glance.siblings)
    assert group is not None, "a row is only red when its group was found"
    anchor = [item for item in items if item.link.group == group and names(item.link) & set(glance.siblings)][-1]
    return Board(lines, items, group, anchor)


def _list_link(board: Board) -> Edits:
    """The link that stays is the one in the group; one that was nearly right is put right, every other that offends goes."""
    here = [item for item in board.items if item.link.group == board.group]
    keep = next((item for item in here if opens(item.link.url, LIST)), None) or next(filter(_nearly, here), None)
    edits = _drop((item for item in board.items if item is not keep and _offends(item)), board.lines)
    if keep is None:
        moved = (item for item in board.items if _nearly(item) and not _offends(item))
        return edits + _drop(moved, board.lines) + _insert(board, TITLE, LIST)
    return edits if opens(keep.link.url, LIST) else edits + _point(keep, board.lines, LIST)


def _offends(item: Item) -> bool:
    return opens(item.link.url, LIST) or is_session(item.link.url)


def _nearly(item: Item) -> bool:
    """A link to Claude Code on the web, however it is written."""
    return bool(re.match(r"https?://claude\.ai(:\d+)?/code([/?#]|$)", item.link.url.strip(), re.IGNORECASE)) or is_session(item.link.url)


def _aoe_link(board: Board, estate: Estate) -> Edits:
    public, *_ = hosts = aoe_hosts(estate)
    found = [item for item in board.items if any(leads_to(item.link.url, host) for host in hosts)]
    if not estate.option_b:
        return _drop(found, board.lines)
    right = [item for item in found if leads_to(item.link.url, public)]
    return _drop((item for item in found if item not in right[:1]), board.lines) + (
        [] if right else _insert(board, "AoE", f"https://{public}/")
    )


def _extent(item: Item, lines: list[Line]) -> range:
    """The lines of one list item, without blank lines and comments that follow it; empty when it shares its line with others."""
    start = lines[item.line]
    dash = re.match(r"\s*- ", start.indent + start.text)
    if not dash:
        return range(0)
    column, end = len(dash[0]) - 2, item.line + 1
    for number in range(item.line + 1, len(lines)):
        text = lines[number].indent + lines[number].text
        if text.strip() and len(text) - len(text.lstrip()) <= column:
            break
        if text.strip() and not text.lstrip().startswith("#"):
            end = number + 1
    return range(item.line, end)


def _drop(items: Iterable[Item], lines: list[Line]) -> Edits:
    return [
        Edit(lines[number].file, lines[number].number, (), f"drop {item.link.title or 'a link'}")
        for item in items
        for number in _extent(item, lines)
    ]


def _point(item: Item, lines: list[Line], url: str) -> Edits:
    """The same item with another address; quotes go, a comment behind it stays."""
    row, column = item.mapping.lc.value("url")
    line = lines[row]
    column -= len(line.indent)
    rest = line.text[column:]
    value = re.match(r"\"[^\"]*\"|'[^']*'|[^\s,}]+", rest)
    text = line.text[:column] + url + rest[value.end() :] if value else line.text
    return [Edit(line.file, line.number, (text,), f"point {item.link.title} at {url}")]


def _insert(board: Board, title: str, url: str) -> Edits:
    """A new item behind the anchor, written as that one is indented."""
    extent = _extent(board.anchor, board.lines)
    if not extent:
        return []
    first, last = board.lines[extent.start], board.lines[extent.stop - 1]
    lead = first.text[: first.text.index("-")]
    inner = " " * (board.anchor.mapping.lc.col - len(first.indent))
    new = (last.text, f"{lead}-{inner[len(lead) + 1 :]}title: {title}", f"{inner}url: {url}")
    return [Edit(last.file, last.number, new, f"add {title}, which opens {url}, behind {board.anchor.link.title}")]


def _changes(edits: Edits) -> list[Change]:
    return [_edit(file, [edit for edit in edits if edit.file == file]) for file in sorted({edit.file for edit in edits})]


def _edit(file: Path, edits: Edits) -> EditDashboard:
    instead = {edit.number: edit.instead for edit in edits}
    old = file.read_text(encoding="utf-8").split("\n")
    new = [text for number, line in enumerate(old) for text in instead.get(number, (line,))]
    return EditDashboard(str(file), hunks(old, new), ", ".join(dict.fromkeys(edit.says for edit in edits)))


def _reload(glance: Glance) -> list[Change]:
    """The files are right and the page is not: Glance has to look again."""
    return [] if in_step(glance) else [LoadDashboard(str(glance.file), time.time_ns())]
