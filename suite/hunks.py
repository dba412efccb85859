"""A change as the pieces it is made of, and a tree with only the first of them: so one can be found without which a promise would hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from probes.checkout import Checkout

WORD = re.compile(r"[\w@./-]{4,}")


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines ``first`` to ``last`` of a file before the change (from 0, end exclusive) become ``lines``, which begin at ``at`` after it."""

    name: str
    file: str
    first: int
    last: int
    lines: tuple[bytes, ...]
    at: int
    gone: bool

    def where(self, sentence: str) -> str:
        """File and line (from 1) after the change: of its lines the one that has most words of a sentence; of lines that are gone, where they were."""
        wanted = set(WORD.findall(sentence))
        shared = [len(wanted.intersection(WORD.findall(line.decode(errors="replace")))) for line in self.lines]
        line = self.first if self.gone else self.at + (shared.index(max(shared)) if shared else 0)
        return f"{self.file}:{line + 1}"


def between(name: str, base: Path, head: Path) -> Iterator[Hunk]:
    """The hunks of one repository, in the order of its files. Raises Unseen when one of the trees holds nothing."""
    for file in sorted({*_files(base), *_files(head)}):
        old, new = _read(base / file), _read(head / file)
        for a, b, c, d in _changed(old, new):
            yield Hunk(name, file, a, b, tuple((new or [])[c:d]), c, new is None)


def _changed(old: list[bytes] | None, new: list[bytes] | None) -> Iterator[tuple[int, int, int, int]]:
    """Where the lines differ; a file without any that comes or goes is one piece."""
    if old == new:
        return
    if not old and not new:
        yield 0, 0, 0, 0
    for tag, a, b, c, d in SequenceMatcher(None, old or [], new or [], autojunk=False).get_opcodes():
        if tag != "equal":
            yield a, b, c, d


def mixed(hunks: Sequence[Hunk], count: int, bases: Mapping[str, Path], heads: Mapping[str, Path], place: Path) -> dict[str, Path]:
    """The trees as they would be with the first ``count`` hunks alone, below ``place``. Raises OSError."""
    made = {name: place / name for name in bases}
    for name, there in made.items():
        if not there.exists():
            _copy(bases[name], there)
        for file in {hunk.file for hunk in hunks if hunk.name == name}:
            mine = [hunk for hunk in hunks if (hunk.name, hunk.file) == (name, file)]
            _put(there / file, bases[name] / file, heads[name] / file, [hunk for hunk in hunks[:count] if hunk in mine], whole=len(mine))
        subprocess.run(["git", "-C", str(there), "add", "--all", "--force"], check=True, capture_output=True, timeout=30)
    return made


def _put(to: Path, base: Path, head: Path, taken: Sequence[Hunk], *, whole: int) -> None:
    to.unlink(missing_ok=True)
    source = head if len(taken) == whole else base
    if not taken or len(taken) == whole:
        if source.is_file():
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, to)
        return
    lines = _read(base) or []
    for hunk in reversed(taken):
        lines[hunk.first : hunk.last] = hunk.lines
    shutil.copy2(base, to)
    to.write_bytes(b"".join(lines))


def _copy(tree: Path, to: Path) -> None:
    to.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(to)], check=True, capture_output=True, timeout=30)
    for file in _files(tree):
        (to / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(tree / file, to / file)


def _files(tree: Path) -> tuple[str, ...]:
    return Checkout("proposed", tree, None).files()


def _read(file: Path) -> list[bytes] | None:
    return file.read_bytes().splitlines(keepends=True) if file.is_file() else None
