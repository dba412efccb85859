"""Where reports lie: one folder per run, and ``latest``, which leads to the newest."""

from __future__ import annotations

import os
from pathlib import Path

from reports import history, html, junit, results
from reports.results import Document


def write(document: Document, folder: Path) -> Path:
    """Note a run in the history, write all its reports below ``folder`` and point ``latest`` there, unless it is a gate: that saw but a part. Returns the folder of the run. Raises OSError."""
    out, text = folder / str(document["run"]), results.dumps(document)
    out.mkdir(parents=True, exist_ok=True)
    history.append(folder, document, text.encode())  # first: so a run without its line was taken out of the history, not broken off
    put(out / "results.json", text)
    put(out / "audit.html", html.render(document, html.before(document, folder)))
    put(out / "junit.xml", junit.render(document))
    if document["mode"] != history.GATE:
        _point(folder / "latest", out)
    return out


def put(file: Path, text: str) -> None:
    """Write a file whole or not at all, whatever loses power afterwards."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def _point(link: Path, to: Path) -> None:
    draft = link.with_name(f".{link.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.symlink_to(to.name)
    draft.replace(link)
    _settle(link.parent)
