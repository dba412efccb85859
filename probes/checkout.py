"""A Git checkout on this machine, as it lies there or at one revision; nothing in it is run."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from probes.memory import Memory
from probes.unseen import Unseen


@dataclass(frozen=True, slots=True)
class Checkout:
    """``name`` is what the report calls it. Without ``revision`` the work tree is read, uncommitted changes and all; each file once a pass."""

    name: str
    path: Path
    revision: str | None
    _memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    def files(self) -> tuple[str, ...]:
        """Every file, by its path from the top. Raises Unseen when there is none, since then nothing was looked at."""
        return self._memory.ask("", self._files)

    def _files(self) -> tuple[str, ...]:
        listing = (
            ["ls-tree", "-r", "--name-only", "-z", self.revision] if self.revision else ["ls-files", "-co", "--exclude-standard", "-z"]
        )
        names = tuple(name for name in self._git(*listing).split("\0") if name and (self.revision or (self.path / name).is_file()))
        if not names:
            raise Unseen("the files", f"the {self.name} checkout", f"{self.path} holds none")
        return names

    def read(self, name: str | PurePath) -> str | None:
        """The text of one file, or None when the checkout does not have it."""
        return self._memory.ask(str(name), lambda: self._read(name)) if str(name) in self.files() else None

    def _read(self, name: str | PurePath) -> str:
        try:
            return self._git("show", f"{self.revision}:{name}") if self.revision else (self.path / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Unseen(str(name), f"the {self.name} checkout", type(error).__name__) from error

    def _git(self, *words: str) -> str:
        try:
            done = subprocess.run(
                ["git", "-c", "safe.directory=*", "--no-optional-locks", "-C", str(self.path), *words],
                capture_output=True, text=True, timeout=20, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError) as error:
            raise Unseen("the files", f"the {self.name} checkout", type(error).__name__) from error
        if done.returncode:
            because = (done.stderr.strip().splitlines() or ["git failed"])[0]
            raise Unseen("the files", f"the {self.name} checkout", f"{self.path}: {because}")
        return done.stdout
