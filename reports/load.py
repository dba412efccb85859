"""A results.json that was written before: found, and held to the published schema before anything is made from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema.exceptions import best_match

from reports.results import SCHEMA, Document

PUBLISHED = Path(__file__).parent / "schema" / "results-1.json"
NAME = "results.json"
LONGEST = 200
"""Characters of a schema's complaint; it may quote a whole row."""


class BadResults(Exception):  # noqa: N818  (it says what happened, as every exception here)
    """A run's results cannot be used; the text says which file, which key, what was wrong and what to do."""


def find(run: str, folder: Path) -> Path:
    """The results.json of ``run``: an id below ``folder``, ``latest``, a directory or the file itself. Raises BadResults."""
    for place in (folder / run, Path(run)):
        file = place / NAME if place.is_dir() else place
        if file.is_file():
            return file
    known = sorted(file.parent.name for file in folder.glob(f"*/{NAME}") if not file.parent.is_symlink())
    last = f"the last runs there are {', '.join(known[-3:])}" if known else "there are no runs there yet"
    raise BadResults(f"{run}: neither a run below {folder} nor a directory with {NAME}; {last}")


def document(file: Path) -> Document:
    """The results, whole and of this version. Raises BadResults."""
    return parse(_read(file), str(file))


def parse(raw: bytes, name: str) -> Document:
    """The results in ``raw``, which came from a file called ``name``. Raises BadResults."""
    try:
        told: Any = json.loads(raw)
    except ValueError as error:
        raise BadResults(f"{name}: not whole JSON ({error}); the run was broken off or the file changed: take another run") from error
    version = told.get("schema") if isinstance(told, dict) else None
    if version != SCHEMA:
        raise BadResults(f"{name}: schema: {version!r} where {SCHEMA!r} is read here; use the suite that wrote it")
    _fill(told)
    if wrong := best_match(_published().iter_errors(told)):
        raise BadResults(
            f"{name}: {wrong.json_path.removeprefix('$').removeprefix('.') or 'at its top'}: {_short(wrong.message)}; the file changed after its run, or another suite wrote it"
        )
    checked: Document = told
    return checked


def _fill(told: Document) -> None:
    """Add the keys that this version got last, of which runs before 2026-11-30 know nothing; what is no such document stays as it is."""
    told.setdefault("commands", {})
    for row in _objects(told.get("requirements")):
        row.setdefault("scope", "host")
        for asked in _objects(row.get("evidence")):
            asked.setdefault("command", "")


def _objects(told: object) -> list[Document]:
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _published() -> jsonschema.Draft202012Validator:
    kind = jsonschema.Draft202012Validator
    return kind(json.loads(PUBLISHED.read_text()), format_checker=kind.FORMAT_CHECKER)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadResults(f"{file}: cannot be read ({error.strerror})") from error


def _short(message: str) -> str:
    return message if len(message) <= LONGEST else f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"
