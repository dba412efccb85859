"""TOML files with a table for each requirement, which people write too: one table is put in, and every comment stays."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from datetime import date
from pathlib import Path

Values = dict[str, str | date]
_HEADER = re.compile(r"^\s*\[")


class TableError(Exception):
    """The file cannot be changed without harm; the text says why, and what to write by hand."""


def put(file: Path, id_: str, values: Values, head: str) -> None:
    """Write the table of one requirement, new or in place of the one there; ``head`` begins a file that does not exist yet. Raises OSError, TableError."""
    try:
        old = file.read_text(encoding="utf-8") if file.exists() else f"{head}\n"
    except UnicodeDecodeError as error:
        msg = f"{file}: is not UTF-8 text ({error.reason} at byte {error.start}); write it anew, or take it away"
        raise TableError(msg) from error
    block = shown(id_, values)
    new = _replaced(old, id_, block)
    try:
        faithful = tomllib.loads(new) == {**tomllib.loads(old), id_: values}
    except tomllib.TOMLDecodeError:
        faithful = False
    if not faithful:
        msg = f"{file}: the table of {id_} cannot be written without changing others; write by hand:\n{block}"
        raise TableError(msg)
    _write(file.resolve(), new)  # a link stays one


def shown(id_: str, values: Values) -> str:
    """The table as it stands in the file."""
    lines = [
        f"{key} = {value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
    ]
    return "\n".join([f"[{json.dumps(id_)}]", *lines]) + "\n"


def _replaced(text: str, id_: str, block: str) -> str:
    lines = text.splitlines(keepends=True)
    own = re.compile(rf"""^\s*\[\s*["']{re.escape(id_)}["']\s*\]""")
    begin = next((number for number, line in enumerate(lines) if own.match(line)), None)
    if begin is None:
        return f"{text.rstrip()}\n\n{block}"
    after = next((number for number in range(begin + 1, len(lines)) if _HEADER.match(lines[number])), len(lines))
    while after > begin + 1 and (not lines[after - 1].strip() or lines[after - 1].lstrip().startswith("#")):
        after -= 1  # what stands above the next table is about that one
    return "".join([*lines[: begin + 1], block.partition("\n")[2], *_comments(lines[begin + 1 : after]), *lines[after:]])


def _comments(lines: list[str]) -> list[str]:
    return [line for line in lines if line.lstrip().startswith("#")]


def _write(file: Path, text: str) -> None:
    """Whole or not at all, with the mode that the file had."""
    fd, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(fd, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
            os.fchmod(out.fileno(), file.stat().st_mode & 0o7777 if file.exists() else 0o644)
        Path(draft).replace(file)
    finally:
        Path(draft).unlink(missing_ok=True)
