"""Patches: what a person may apply to a repository. They are written beside the reports; nothing is committed or pushed."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from remediations import local_files


@dataclass(frozen=True, slots=True)
class WritePatch:
    """A patch for one repository lies in the patches folder; ``text`` is what `git apply` takes, with its message in front."""

    system: ClassVar[str] = "patches"
    name: str
    repository: str
    text: str

    @property
    def sentence(self) -> str:
        return f"write {self.name}, for `git apply` in {self.repository}"

    @property
    def place(self) -> str:
        return f"patches:{self.name}"

    def look(self, client: Path) -> list[str] | None:
        file = client / self.name
        return file.read_text(encoding="utf-8").split("\n") if file.exists() else None

    def want(self, seen: list[str] | None) -> list[str] | None:  # noqa: ARG002  (a patch is wanted whatever lay there)
        return self.text.split("\n")

    def put(self, client: Path, wanted: list[str] | None, seen: list[str] | None) -> None:  # noqa: ARG002  (nobody else writes here)
        file = client / self.name
        if wanted is None:
            file.unlink(missing_ok=True)
            return
        client.mkdir(parents=True, exist_ok=True)
        local_files.replace(file, "\n".join(wanted))

    def sweep(self, client: Path) -> None:
        """What a killed run left beside it."""
        local_files.sweep(client / self.name)


def patch(message: str, files: dict[str, tuple[str | None, str]]) -> str:
    """A message and the difference of each file by its path: (text before or None for a new file, text after)."""
    return message.rstrip() + "\n\n" + "".join(_of_file(path, *texts) for path, texts in files.items())


def _of_file(path: str, before: str | None, after: str) -> str:
    old = "/dev/null" if before is None else f"a/{path}"
    lines = difflib.unified_diff((before or "").splitlines(keepends=True), after.splitlines(keepends=True), old, f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
