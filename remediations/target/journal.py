"""The journal: JSON lines, each on the disk before the next thing happens.

Lines: begin (who, from), intent, asking (systemd, for an event), done (because: why it could not be taken back), failed, undoing, undone, lost,
fired (by the dead man), end; all with run and when, and seq where they speak of one change.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

Line = dict[str, Any]
UNSETTLED = ("intent", "asking", "undoing")
"""Last words on a change that was broken off."""


def now() -> str:
    """This moment, UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def write(home: Path, line: str, run: str, **more: Any) -> None:
    """Add one line; it is on the disk when this returns."""
    told = text({"line": line, "run": run, "when": now(), **more})
    fd = os.open(home / "journal", os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        torn = (size := os.fstat(fd).st_size) and os.pread(fd, 1, size - 1) != b"\n"
        data = f"{chr(10) if torn else ''}{told}".encode()
        if os.write(fd, data) != len(data):
            raise OSError(28, "No space left on device", str(home / "journal"))
        os.fsync(fd)
        directory = os.open(home, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(directory)
        os.close(directory)
    finally:
        os.close(fd)


def text(line: Line) -> str:
    """One line as it stands in the file."""
    return json.dumps(line) + "\n"


def read(home: Path) -> list[Line]:
    """All lines, oldest first; a line torn by a crash says nothing and is passed over."""
    try:
        raw = (home / "journal").read_text("utf-8", "replace")
    except FileNotFoundError:
        return []
    return [line for told in raw.splitlines() if (line := _parsed(told)) is not None]


def _parsed(raw: str) -> Line | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) and "run" in line else None


def runs(lines: list[Line]) -> list[dict[str, Any]]:
    """One row a run, oldest first: run, who, from, since, ended, and the last word on each change by its number."""
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        row = found.setdefault(line["run"], {"run": line["run"], "since": line["when"], "ended": False, "fired": False, "changes": {}})
        if line["line"] == "begin":
            row.update({"who": line.get("who"), "from": line.get("from"), "ended": False})
        elif line["line"] in ("end", "fired"):
            row.update({"ended": True, "fired": line["line"] == "fired" or (row["fired"] and not line.get("told"))})
        else:
            row["changes"].setdefault(line["seq"], {}).update({key: line[key] for key in ("sentence", "place", "event") if key in line})
            row["changes"][line["seq"]].update({"state": line["line"], "because": line.get("because", "")})
    return list(found.values())
