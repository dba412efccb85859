"""audit.html, made from results.json: one file that loads nothing, runs nothing and can be printed."""

from __future__ import annotations

import base64
import hashlib
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.findings import WORST_FIRST
from reports.results import Document

TEMPLATES = Path(__file__).parent / "templates"
SIGNS = {
    "fix failed": "✖", "not met": "✖", "unseen": "?", "not observed": "-", "waived": "◐", "attested": "✎", "fixed": "✔",
    "does not apply": "○", "met": "✔",
}  # fmt: skip


def render(document: Document) -> str:
    """The page. Every value is escaped by the template engine; the style is allowed by its hash and nothing else is."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = (TEMPLATES / "audit.css").read_text()
    page = environment.get_template("audit.html.j2")
    repairs = {repair["tag"]: repair for repair in document["repairs"]}
    safe = Markup(style)  # noqa: S704  (our own file, not an answer)
    return page.render(
        doc=document, chapters=_chapters(document), signs=SIGNS, repairs=repairs, style=safe, policy=_policy(style), command=command
    )


def command(row: Document) -> str:
    """What to type to put a row right; empty when it is met or a person's work."""
    if row["outcome"] not in {"not met", "fix failed"} or not row["fix"]:
        return ""
    allow = " --allow-disruption" if row["kind"] == "disruptive" else ""
    return f"pytest --remediate --only-fix {row['fix']}{allow}"


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _chapters(document: Document) -> list[tuple[str, list[Document]]]:
    """Requirements by promise, the promise with the worst row first; within a promise the worst row first."""
    rows = sorted(document["requirements"], key=lambda row: row["chapter"])
    groups = [(chapter, sorted(group, key=_badness)) for chapter, group in groupby(rows, key=lambda row: row["chapter"])]
    return sorted(groups, key=lambda group: _badness(group[1][0]))


def _badness(row: Document) -> int:
    return WORST_FIRST.index(row["outcome"])
