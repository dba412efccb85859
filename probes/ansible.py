"""Ansible's own programs, asked about files; none of them runs a task."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from probes.unseen import Unseen


def run(directory: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One of Ansible's programs, started where its ansible.cfg lies, with a home that is thrown away. Raises Unseen when it does not end."""
    with tempfile.TemporaryDirectory() as home:
        settings = {
            "ANSIBLE_HOME": home,
            "ANSIBLE_LOCAL_TEMP": home,
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_DEPRECATION_WARNINGS": "0",
            "LC_ALL": "C.UTF-8",
        }
        try:
            program = Path(sys.executable).parent / words[0]
            return subprocess.run(
                [str(program), *words[1:]], cwd=directory, env={**os.environ, **settings},
                capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unseen("the playbooks", "Ansible", f"{words[0]}: {type(error).__name__}") from error
