"""A document as numbered sentences with their digests: enough to say that one changed, without keeping a word of it."""

from __future__ import annotations

import difflib
import hashlib
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"\n\s*\n|\n(?=[A-Z][A-Za-z ]{3,40}\n[A-Z])|\n(?=\s*(?:[-*#|>]|\d+\.)\s*)")
_SENTENCE = re.compile(r"(?<=[.!?:])\s*-\s+(?=[A-Z`*])|(?<=[.!?])\s+(?=[A-Z`*(\"])")
_DRESS = re.compile(r"[\s#*`_|>\[\]-]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TYPED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\ufeff": None})
"""What an editor makes of quotes and dashes while one types, and the mark that some put in front."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """``place`` counts from 1 through the document; ``digest`` is of the words alone, so that a new line break or emphasis changes nothing; ``beginning`` its first words."""

    place: int
    digest: str
    beginning: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence, heading, list item and table row with a word in it, in order; comments are none."""
    plain = _COMMENT.sub("", text.translate(_TYPED))
    found = (part for block in _BLOCK.split(plain) for part in _SENTENCE.split(block))
    worded = (words for part in found if (words := _undressed(part)))
    return tuple(Sentence(place, hashlib.sha256(words.encode()).hexdigest()[:16], words[:60]) for place, words in enumerate(worded, 1))


def _undressed(part: str) -> str:
    """The words alone; emphasis that ended before a full stop or began behind a bracket leaves no blank."""
    words = _DRESS.sub(" ", part).strip()
    return re.sub(r"([(]) | ([.,;:!?)])", r"\1\2", words)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A sentence that was read and mapped: where it stands, its digest, and the ids that keep it (none for what decides nothing)."""

    place: int
    section: str
    digest: str
    ids: tuple[str, ...]


def mapped(path: Path) -> tuple[Mapped, ...]:
    """The map of a document, in order. Raises OSError, tomllib.TOMLDecodeError, KeyError."""
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = ((int(place), section, row) for section, held in sections.items() for place, row in held.items())
    return tuple(
        Mapped(place, section, row["digest"], tuple(row.get("ids", ()))) for place, section, row in sorted(rows, key=lambda r: r[0])
    )


def differences(known: tuple[Mapped, ...], text: str) -> list[str]:
    """What was changed, added or dropped, each in a few words; empty when the document is the one that was mapped."""
    now = sentences(text)
    matcher = difflib.SequenceMatcher(None, [m.digest for m in known], [s.digest for s in now], autojunk=False)
    return [
        words
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
        for words in _difference(known[a:b], now[c:d], known[max(a - 1, 0)])
    ]


def _difference(before: tuple[Mapped, ...], after: tuple[Sentence, ...], last: Mapped) -> list[str]:
    changed = [f"sentence {m.place} ({m.section}) changed{_kept_by(m)}" for m, _ in zip(before, after, strict=False)]
    dropped = [f"sentence {m.place} ({m.section}) was dropped{_kept_by(m)}" for m in before[len(after) :]]
    added = [f"sentence {s.place} is new, after {last.section}, and mapped to nothing" for s in after[len(before) :]]
    return changed + dropped + added


def _kept_by(sentence: Mapped) -> str:
    return f", kept by {', '.join(sentence.ids)}" if sentence.ids else ""


def main(path: str) -> None:
    """Print places, digests and the beginnings of sentences of a document, for whoever writes a map of it."""
    text = Path(path).read_text(encoding="utf-8")
    for sentence in sentences(text):
        print(sentence.place, sentence.digest, sentence.beginning)  # noqa: T201  (it is what it is for)


if __name__ == "__main__":
    main(sys.argv[1])
