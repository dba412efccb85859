"""Files on this machine, replaced in one step: whoever is killed meanwhile leaves the old or the new one, and a draft that the next run sweeps away."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from remediations.refusals import Refusal

MODE = 0o644


def replace(file: Path, text: str, still: Callable[[], bool] = lambda: True) -> bool:
    """The file with new text, owner and mode kept; False, and nothing written, when it is not ``still`` what it was. Raises Refusal for a link, OSError."""
    held = file.lstat() if os.path.lexists(file) else None
    if held and (file.is_symlink() or held.st_nlink > 1):
        raise Refusal("unsafe", f"{file} is a link; edit what it stands for by hand")
    try:
        _write(_draft(file), text, held)
        if not still():
            return False
        _draft(file).replace(file)
        _sync(file.parent)
    finally:
        sweep(file)
    return True


def _draft(file: Path) -> Path:
    return file.with_name(f".{file.name}.adr023")


def _write(draft: Path, text: str, held: os.stat_result | None) -> None:
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8", newline="") as opened:
        opened.write(text)
        if held:
            os.fchown(fd, held.st_uid, held.st_gid)
        os.fchmod(fd, held.st_mode & 0o7777 if held else MODE)
        opened.flush()
        os.fsync(fd)


def _sync(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(fd)
    os.close(fd)


def sweep(file: Path) -> None:
    """Take away the draft that a killed run left beside a file."""
    with suppress(FileNotFoundError):
        _draft(file).unlink()
