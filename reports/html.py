"""audit.html, made from results.json and the history: one file that loads nothing, works without scripts and can be printed."""

from __future__ import annotations

import base64
import hashlib
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from reports import history, marks, room, scripts, shape, trends, view
from reports.history import Past
from reports.results import Document

TEMPLATES = Path(__file__).parent / "templates"
DOTS, RUNS = 12, 30
BIGGEST = 390_000
"""Bytes. A page that came out bigger is made again with less room for facts."""
NONE = Past(())


def render(document: Document, past: Past = NONE) -> str:
    """The page. ``past`` are the runs up to and with this one, oldest first. Every value is escaped; style and script are allowed by their hashes and nothing else is."""
    runs = past.entries
    style, script = ((TEMPLATES / name).read_text() for name in ("audit.css", "audit.js"))
    values = {
        "doc": document,
        "chapters": view.chapters(document),
        "ran": scripts.ran(document),
        "lines": scripts.lines(document),
        "first": scripts.first,
        "repairs": {repair["tag"]: repair for repair in document["repairs"]},
        "titles": {row["id"]: row["expected"] or row["id"] for row in document["requirements"]},
        "outcomes": {row["id"]: row["outcome"] for row in document["requirements"]},
        "past": [one for one in runs if not one.narrowed][-RUNS:],
        "notes": past.notes,
        "change": trends.change(runs),
        "flapping": trends.flapping(runs),
        "strip": lambda id_: marks.strip([outcome for _, outcome in trends.dots(runs, id_)][-DOTS:]),
        "style": Markup(style),  # noqa: S704  (our own file, not an answer)
        "script": Markup(script),  # noqa: S704  (our own file, not an answer)
        "policy": _policy(style, script),
    }
    for share in room.SHARES:
        page = template().render(values, room=room.room(document, share))
        if len(page.encode()) <= BIGGEST:
            break
    return page


def before(document: Document, folder: Path) -> Past:
    """The runs up to and with this one that the history in ``folder`` holds, as many as the page tells of, or some more, since not all are whole. Raises OSError."""
    return history.recent(folder, 4 * RUNS, estate=document["estate"], until=document["run"])


@cache
def template() -> Template:
    """The page's template, compiled once in a process."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=None if sys.dont_write_bytecode else _Compiled(),
    )
    environment.globals |= {"view": view, "marks": marks, "signs": marks.SIGNS, "tones": marks.TONES, "QUIET": room.QUIET}
    environment.filters |= {"inner": _inner, "fact": _fact, "diff": _diff, "clip": shape.clip}
    return environment.get_template("audit.html.j2")


class _Compiled(FileSystemBytecodeCache):
    """What was compiled, kept where Python keeps it beside a source, as long as neither the template nor who compiles it is another; to compile takes a tenth of a second."""

    def __init__(self) -> None:
        compiler = hashlib.sha256(f"{version('jinja2')}{Path(__file__).read_text()}".encode()).hexdigest()[:12]
        super().__init__(str(TEMPLATES / "__pycache__"), f"{compiler}-%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # a page that is compiled anew is none the worse
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def _inner(text: str) -> Markup:
    """Text between tags: there quotes are plain characters, and facts are full of them."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704  (escaped here)


def _fact(raw: str, cap: int) -> Markup:
    return _inner(shape.fact(shape.clip(raw, cap)))


def _diff(raw: str, cap: int) -> Markup:
    """The lines of a diff; what comes and goes is marked up as such, and keeps its sign."""
    lines = [(kind, _inner(line)) for kind, line in shape.diff(shape.clip(raw, cap))]
    return Markup("\n").join(Markup(f"<{kind}>{{}}</{kind}>").format(line) if kind in {"ins", "del"} else line for kind, line in lines)  # noqa: S704  (our own tags)


def _policy(style: str, script: str) -> str:
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return f"default-src 'none'; script-src 'sha256-{hashes[1]}'; style-src 'sha256-{hashes[0]}'; img-src data:; base-uri 'none'; form-action 'none'"
