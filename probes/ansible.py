"""Ansible's own programs, asked about files; none of them runs a task."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from probes.unseen import Unseen

LIMIT = 60
"""Seconds that each may take."""
Call = Sequence[str]
_SIDE_BY_SIDE = """
import importlib, json, os, signal, sys
home, limit, calls = json.loads(sys.argv[1])
mains = [importlib.import_module("ansible.cli." + words[0].partition("-")[2]).main for words in calls]
def child(number):
    status = 1
    try:
        for end, stream in ((".out", 1), (".err", 2)):
            os.dup2(os.open(f"{home}/{number}{end}", os.O_WRONLY | os.O_CREAT), stream)
        signal.alarm(limit)
        mains[number](calls[number])
    except SystemExit as ended:
        status = ended.code or 0
    finally:
        sys.stdout.flush(), sys.stderr.flush()
        os._exit(status)
children = [os.fork() or child(number) for number in range(len(calls))]
print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in children]))
"""
"""Two thirds of what Ansible takes is to load it: it is loaded once, and each program is a fork of that."""


def run(directory: Path, *calls: Call) -> list[subprocess.CompletedProcess[str]]:
    """Ansible's programs side by side, started where its ansible.cfg lies, with a home that is thrown away. Raises Unseen when one does not end."""
    with tempfile.TemporaryDirectory() as home:
        settings = {
            "ANSIBLE_HOME": home,
            "ANSIBLE_LOCAL_TEMP": home,
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_DEPRECATION_WARNINGS": "0",
            "LC_ALL": "C.UTF-8",
        }
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-c", _SIDE_BY_SIDE, json.dumps([home, LIMIT, calls])], cwd=directory, env={**os.environ, **settings},
                capture_output=True, text=True, timeout=2 * LIMIT, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unseen("the playbooks", "Ansible", f"{_names(calls)}: {type(error).__name__}") from error
        if done.returncode:
            raise Unseen("the playbooks", "Ansible", (done.stderr.strip().splitlines() or [f"{_names(calls)} did not start"])[-1])
        return [
            _answer(Path(home), number, call, status)
            for number, (call, status) in enumerate(zip(calls, json.loads(done.stdout), strict=True))
        ]


def _answer(home: Path, number: int, call: Call, status: int) -> subprocess.CompletedProcess[str]:
    if status < 0:
        raise Unseen("the playbooks", "Ansible", f"{call[0]}: it was ended by signal {-status}")
    out, err = ((home / f"{number}{end}").read_text(encoding="utf-8", errors="replace") for end in (".out", ".err"))
    return subprocess.CompletedProcess(call, status, out, err)


def _names(calls: Sequence[Call]) -> str:
    return ", ".join(call[0] for call in calls)
