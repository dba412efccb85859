"""The documents repository: pages in sections, as a reader sees them. What is commented out is not there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probes.checkout import Checkout
from probes.estate import Estate


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, quote, table or code block: its text, and its cells where it is a table."""

    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section with all below it. ``title`` is its heading, ``line`` and ``end`` its lines in the file (from 0, end exclusive)."""

    title: str
    line: int
    end: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Page:
    """``path`` from the top of the repository; ``parts`` in the order of the file, nested ones again on their own."""

    path: Path
    source: str
    parts: tuple[Part, ...]

    def part(self, *words: str) -> Part | None:
        """The first section whose title has all these words, in any case."""
        return next((part for part in self.parts if all(word.lower() in part.title.lower() for word in words)), None)


@dataclass(frozen=True, slots=True)
class Docs:
    """The checkout and where its pages are."""

    checkout: Checkout
    runbook_path: Path
    adr_path: Path
    theming_path: Path

    def runbook(self) -> Page | None:
        """The page that tells how the container is set up; None when there is none."""
        source = self.checkout.read(self.runbook_path)
        return None if source is None else page(self.runbook_path, source)

    def adr(self) -> str | None:
        return self.checkout.read(self.adr_path)

    def theming(self) -> str | None:
        return self.checkout.read(self.theming_path)


def connect(estate: Estate) -> Docs:
    """The documents of this estate; nothing is read yet."""
    assert estate.docs
    return Docs(Checkout("docs", estate.docs.path, estate.docs.revision), estate.docs.runbook, estate.docs.adr, estate.docs.theming)


def page(path: Path, source: str) -> Page:
    """Parse CommonMark with tables. Raises nothing: any text is a page."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  (only the rows about documents need it)
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    nodes: Any = SyntaxTreeNode(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)).children
    heads = [(i, int(node.tag[1:])) for i, node in enumerate(nodes) if node.type == "heading"]
    parts = []
    for i, level in heads:
        after = next((j for j, other in heads if j > i and other <= level), len(nodes))
        end = nodes[after].map[0] if after < len(nodes) else len(source.splitlines())
        blocks = tuple(_block(node) for node in nodes[i + 1 : after] if node.type != "html_block")
        parts.append(Part(_text(nodes[i]), nodes[i].map[0], end, _joined(blocks)))
    return Page(path, source, tuple(parts))


def _block(node: Any) -> Block:
    rows = tuple(tuple(_text(cell) for cell in row.children) for row in _below(node, "tr"))
    return Block(_text(node), rows)


def _below(node: Any, kind: str) -> list[Any]:
    return [found for found in node.walk() if found.type == kind]


def _text(node: Any) -> str:
    """What a reader takes for true: words and code, without HTML comments and without what is struck through."""
    leaves = ("text", "code_inline", "fence", "code_block", "softbreak", "hardbreak")
    struck = {id(leaf) for gone in _below(node, "s") for leaf in gone.walk()}
    seen = [
        ("\n" if leaf.type.endswith("break") else leaf.content) for leaf in node.walk() if leaf.type in leaves and id(leaf) not in struck
    ]
    return "".join(seen) if len(seen) < 2 or node.type == "heading" else " ".join(seen)  # noqa: PLR2004


def _joined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A paragraph that ends in a colon and the list after it are one block."""
    joined: list[Block] = []
    for block in blocks:
        if joined and joined[-1].text.rstrip().endswith(":") and not block.rows:
            joined[-1] = Block(f"{joined[-1].text}\n{block.text}")
        else:
            joined.append(block)
    return tuple(joined)
