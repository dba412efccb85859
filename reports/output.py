"""Where reports lie: one folder per run, and ``latest``, which leads to the newest."""

from __future__ import annotations

import json
import os
from pathlib import Path

from reports import html, junit
from reports.results import Document


def write(document: Document, folder: Path) -> Path:
    """Write all reports of one run below ``folder`` and point ``latest`` there. Returns the folder of the run. Raises OSError."""
    out = folder / str(document["run"])
    out.mkdir(parents=True, exist_ok=True)
    put(out / "results.json", json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    put(out / "audit.html", html.render(document))
    put(out / "junit.xml", junit.render(document))
    _point(folder / "latest", out)
    return out


def put(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text)
    draft.replace(file)


def _point(link: Path, to: Path) -> None:
    draft = link.with_name(f".{link.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.symlink_to(to.name)
    draft.replace(link)
