"""The page that Glance really serves: links stand in its content call, not in the page itself (templates/bookmarks.html, monitor.html)."""

from __future__ import annotations

from html.parser import HTMLParser

from probes.glance_links import Board, Link, is_session


class _Reader(HTMLParser):
    """Collects anchors with the bookmark group they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.where, self.links, self.groups, self.sessions = (
            page,
            f"the page {page}",
            list[Link](),
            list[str](),
            list[tuple[str, str]](),
        )
        self.frames = list[Link]()
        self._depth, self._group_depth, self._href, self._text, self._in_title = 0, 0, "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        classes = held.get("class", "").split()
        if tag == "div":
            self._depth += 1
            if "bookmarks-group" in classes:
                self._group_depth = self._depth
                self.groups.append("")
            self._in_title = "bookmarks-group-title" in classes
        elif tag == "iframe":
            self.frames.append(Link(held.get("title", "a frame"), held.get("src", ""), -1, self.page, self.where))
        elif tag == "a" and "href" in held:
            self._href, self._text = held["href"], ""
        self.sessions += [
            (f"{self.where}: {tag}", value) for name, value in held.items() if not (tag == "a" and name == "href") and is_session(value)
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._in_title = False
            if self._depth == self._group_depth:
                self._group_depth = 0
            self._depth -= 1
        elif tag == "a" and self._href:
            group = len(self.groups) - 1 if self._group_depth else -1
            self.links.append(Link(self._text.strip(), self._href, group, self.page, self.where))
            self._href = ""

    def handle_data(self, data: str) -> None:
        self._text += data
        if self._in_title:
            self.groups[-1] += data.strip()


def board(content: str, page: str) -> Board:
    """The links in the content of the page of this slug, and every other attribute that opens a single session."""
    reader = _Reader(page)
    reader.feed(content)
    reader.close()
    return Board(tuple(reader.links), tuple(reader.groups), tuple(reader.sessions), tuple(reader.frames))
