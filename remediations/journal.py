"""The journal beside the report: the same lines as on the target, and for changes of other systems the states before and after."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = "journal.jsonl"
Line = dict[str, Any]


def write(folder: Path, line: str, seq: int, **more: Any) -> None:
    """Add one line to a run's journal; it is on the disk when this returns. Raises OSError: then nothing may be changed."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"line": line, "seq": seq, "when": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", **more})
    fd = os.open(folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(fd, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(fd)


def read(folder: Path) -> list[Line]:
    """All lines of a run, oldest first; a line torn by a crash is passed over."""
    try:
        raw = (folder / NAME).read_text().splitlines()
    except FileNotFoundError:
        return []
    return [line for text in raw if (line := _parsed(text))]


def _parsed(text: str) -> Line | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def last_words(folder: Path) -> dict[int, Line]:
    """By step: all that its lines said, the last line's name under "line"."""
    steps: dict[int, Line] = {}
    for line in read(folder):
        steps[line["seq"]] = {**steps.get(line["seq"], {}), **line}
    return steps


def unsettled(reports: Path) -> list[tuple[Path, Line]]:
    """Changes of other systems that a run began and did not finish: the run's folder and the step's last words."""
    folders = sorted(path.parent for path in reports.glob(f"*/{NAME}") if not path.parent.is_symlink())
    rows = [(folder, line) for folder in folders for line in last_words(folder).values()]
    return [(folder, line) for folder, line in rows if line["line"] in ("intent", "undoing") and "seen" in line]
