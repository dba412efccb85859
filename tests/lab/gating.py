"""The gate of a lab as others ask it: clones of its repositories to change, its estate, and programs that lead to the gate."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.scene import ROOT

HOOKS = ROOT / "suite" / "hooks"
DAEMON = "ansible/roles/agents/templates/claude-remote-control.service.j2"
VARIABLES = "ansible/inventory/group_vars/all.yml"
WHO = {f"GIT_{role}_{what}": "milton@eva-00.network" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@dataclass(frozen=True)
class Place:
    """A clone that somebody works in; ``environment`` is that person's, and leads to the lab's estate."""

    top: Path
    estate: Path
    reports: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "ADR023", "GIT_"))}
        return {**kept, **WHO, "ADR023_SUITE": str(ROOT), "ADR023_ESTATE": str(self.estate), **more}

    def run(self, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = [str(word) for word in words]
        return subprocess.run(command, cwd=self.top, env=self.environment(**more), capture_output=True, text=True, check=False, timeout=400)

    def git(self, *words: str) -> str:
        done = self.run("git", *words)
        assert not done.returncode, done.stderr
        return done.stdout.strip()

    def ask(self, *options: str) -> tuple[int, dict[str, Any], str]:
        """The gate itself: exit status, verdict, and what it said to people."""
        done = self.run(HOOKS / "gate", f"--report-dir={self.reports}", *options)
        assert "Traceback" not in done.stderr
        return done.returncode, json.loads(done.stdout), done.stderr

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.top / file).read_text()
        assert old in text
        (self.top / file).write_text(text.replace(old, new, 1))

    def harmless(self) -> None:
        self.edit("README.md", "\n", "\n\nA word more.\n")

    def harmful(self) -> int:
        """Bring back the trap of the ADR; the line that it stands in."""
        with (self.top / VARIABLES).open("a") as file:
            file.write("agents_environment:\n  ANTHROPIC_API_KEY: sk-ant-nothing\n")
        return len((self.top / VARIABLES).read_text().splitlines())

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Change")
        return self.git("rev-parse", "HEAD")
