"""Files put below a container while it does not run: owners shifted to what its root sees, folders as the image has them."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layer:
    """One overlay layer on top of others; ``below`` are those, the image last; ``root`` is the containers' root as the machine numbers it."""

    top: Path
    below: tuple[Path, ...]
    root: int

    def file(self, path: str, content: str | bytes, mode: int = 0o644, owner: int = 0) -> None:
        place = self._place(path)
        place.unlink(missing_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        self._own(place, mode, owner)

    def folder(self, path: str, mode: int = 0o755, owner: int = 0) -> None:
        place = self._place(path)
        place.mkdir(exist_ok=True)
        self._own(place, mode, owner)

    def link(self, path: str, target: str) -> None:
        place = self._place(path)
        place.unlink(missing_ok=True)
        place.symlink_to(target)
        os.chown(place, self.root, self.root, follow_symlinks=False)

    def tree(self, path: str, source: Path, owner: int) -> None:
        """A copy of a whole folder, all of it this owner's."""
        place = self._place(path)
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(source, place, symlinks=True)
        for folder, names, files in os.walk(place):
            for name in (".", *names, *files):
                os.chown(Path(folder) / name, self.root + owner, self.root + owner, follow_symlinks=False)

    def group(self, path: str, group: int) -> None:
        os.chown(self._place(path), -1, self.root + group)

    def hide(self, path: str) -> None:
        """Make something of the layers below disappear: an overlay whiteout."""
        place = self._place(path)
        if not os.path.lexists(place):
            os.mknod(place, stat.S_IFCHR, os.makedev(0, 0))

    def _place(self, path: str) -> Path:
        """Where a path of the container lies in this layer; missing parents are made as the layers below have them."""
        at = self.top
        for part in Path(path.lstrip("/")).parent.parts:
            at /= part
            if not at.exists():
                at.mkdir()
                self._like_below(at)
        return at / Path(path).name

    def _like_below(self, folder: Path) -> None:
        inside = folder.relative_to(self.top)
        for lower in self.below:
            if (lower / inside).is_dir():
                seen = (lower / inside).stat()
                os.chown(folder, seen.st_uid, seen.st_gid)
                folder.chmod(seen.st_mode & 0o7777)
                return
        self._own(folder, 0o755, 0)

    def _own(self, place: Path, mode: int, owner: int) -> None:
        os.chown(place, self.root + owner, self.root + owner)
        place.chmod(mode)
