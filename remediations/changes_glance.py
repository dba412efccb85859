"""Changes of the dashboard: lines of its files, byte for byte beside them, and a nudge to load what the files say."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import ClassVar

from probes import glance_file
from probes.glance import Glance
from probes.unseen import Unseen
from remediations import local_files
from remediations.changes import Json, Stale
from remediations.refusals import Refusal

Hunk = tuple[int, tuple[str, ...], tuple[str, ...]]
"""Where in the old file (from 0), the lines there with one beside them as anchor, and the lines instead."""
LOAD_SECONDS = 30.0
TRIES = 3


def hunks(old: list[str], new: list[str]) -> tuple[Hunk, ...]:
    """The differences between two files, each with a line of context on both sides that tells its place."""
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(1)
    ends = [(group[0], group[-1]) for group in groups]
    return tuple((first[1], tuple(old[first[1] : last[2]]), tuple(new[first[3] : last[4]])) for first, last in ends)


@dataclass(frozen=True, slots=True)
class EditDashboard:
    """The named lines of one file of the dashboard read as given; every other byte stays. ``says`` is what for."""

    file: str
    edits: tuple[Hunk, ...]
    says: str
    system: ClassVar[str] = "glance"

    @property
    def sentence(self) -> str:
        return f"{self.says} in {self.file}"

    @property
    def place(self) -> str:
        return f"glance:{self.file}"

    def look(self, client: Glance, /) -> Json:
        """Only the lines in question: the rest of the file is nobody's business, and may hold tokens."""
        del client
        lines = _lines(self.file)
        after = [list(new) for _, _, new in self.edits]
        return after if self._at(lines, after, moved=True) else [lines[at : at + len(old)] for at, old, _ in self.edits]

    def want(self, seen: Json, /) -> Json:
        before, after = [list(old) for _, old, _ in self.edits], [list(new) for _, _, new in self.edits]
        if seen not in (before, after):
            raise Refusal("stale", f"{self.file} is no longer what the plan was made on")
        return after

    def put(self, client: Glance, wanted: Json, seen: Json, /) -> None:
        """A file that somebody else changed meanwhile is edited anew. Raises Stale when the lines are not ``seen`` any more, Refusal when Glance could not
        load the result."""
        for _ in range(TRIES):
            before = _lines(self.file)
            lines, moved = [*before], seen == [list(new) for _, _, new in self.edits]
            if not self._at(lines, seen, moved=moved):
                raise Stale(f"other lines stand in {self.file}")
            for number in reversed(range(len(self.edits))):
                start = self._start(number, moved=moved)
                lines[start : start + len(seen[number])] = wanted[number]
            if _replaced(Path(self.file), before, lines, client.file or Path(self.file)):
                return
        raise Stale(f"{self.file} is being written by somebody else")

    def sweep(self, client: Glance, /) -> None:
        """What a killed run left beside it."""
        del client
        local_files.sweep(Path(self.file))

    def _start(self, number: int, *, moved: bool) -> int:
        earlier = self.edits[:number] if moved else ()
        return self.edits[number][0] + sum(len(new) - len(old) for _, old, new in earlier)

    def _at(self, lines: list[str], blocks: Json, *, moved: bool) -> bool:
        starts = [self._start(number, moved=moved) for number in range(len(self.edits))]
        return all(lines[start : start + len(block)] == block for start, block in zip(starts, blocks, strict=True))


def _lines(file: str) -> list[str]:
    return Path(file).read_text(encoding="utf-8").split("\n")


def _replaced(file: Path, before: list[str], lines: list[str], main: Path) -> bool:
    """The file with new lines in one step; not before Glance could load the whole with it. False when somebody wrote it meanwhile."""
    text = "\n".join(lines)
    _loads(main, lambda path: text if path == file else path.read_text(encoding="utf-8"))
    return local_files.replace(file, text, lambda: _lines(str(file)) == before)


def _loads(main: Path, read: Callable[[Path], str]) -> None:
    try:
        glance_file.parse(main, glance_file.expand(main, read))
    except Unseen as unseen:
        raise Refusal("invalid", f"Glance could not load the result: {unseen.because}") from unseen


@dataclass(frozen=True, slots=True)
class LoadDashboard:
    """Glance serves what its files say: the main file gets the time ``at`` (ns), upon which Glance loads all of them."""

    file: str
    at: int
    system: ClassVar[str] = "glance"

    @property
    def sentence(self) -> str:
        return f"touch {self.file}, so that Glance loads its files again"

    @property
    def place(self) -> str:
        return f"glance:time of {self.file}"

    def look(self, client: Glance, /) -> Json:
        del client
        return Path(self.file).stat().st_mtime_ns

    def want(self, seen: Json, /) -> Json:
        del seen
        return self.at

    def put(self, client: Glance, wanted: Json, seen: Json, /) -> None:
        """Wait until the page follows. Raises Refusal when it does not."""
        del seen
        os.utime(self.file, ns=(wanted, wanted))
        end = time.monotonic() + LOAD_SECONDS
        while wanted == self.at and not in_step(client):
            if time.monotonic() > end:
                raise Refusal("failed", f"Glance serves another page {LOAD_SECONDS:g} s after {self.file} was touched; its log says why")
            time.sleep(0.5)


def in_step(client: Glance) -> bool:
    """Whether the page shows the bookmarks that the files name for it, asked anew."""
    fresh = client.anew()
    configured = {link.url for link in fresh.configured().links if link.group >= 0 and link.page == fresh.page}
    return configured == {link.url for link in fresh.served().links if link.group >= 0}
