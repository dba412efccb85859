"""Audits by the hundred: each is a whole pytest of its own, forked from a process that has read the suite already.

What Ansible said about a set of files is handed on from one to the next, by their digest, as a run hands it on from pass to pass.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from probes import playbooks

ROOT = Path(__file__).parents[1]
LIBRARIES = ("dns.resolver", "hcl2", "httpx", "hvac", "jinja2.sandbox", "markdown_it", "proxmoxer", "pytest_bdd.plugin", "requests")
"""What the suite imports when it needs it."""
READ = [
    *LIBRARIES,
    *(
        f"{room}.{file.stem}"
        for room in ("probes", "steps", "remediations", "suite", "reports")
        for file in sorted((ROOT / room).glob("[!_]*.py"))
    ),
]


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *READ, "tests.warm"])
    return context


@cache
def _answers() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="adr023-answers-")


def audit(options: Sequence[str], output: Path) -> int:
    """Run ``pytest`` in the project with these options; everything it prints goes to ``output``. Its exit code, or -signal."""
    child = _server().Process(target=_run, args=(list(options), output, Path(_answers().name) / "ansible"))
    child.start()
    child.join()
    assert child.exitcode is not None
    return child.exitcode


def _run(options: list[str], output: Path, answers: Path) -> None:
    gc.freeze()  # what was read before the fork stays: no use in looking through it again and again
    os.chdir(ROOT)
    for name in [name for name in os.environ if name.startswith("ADR023_ESTATE")]:
        del os.environ[name]
    with output.open("wb") as printed, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(printed.fileno(), 1)
        os.dup2(printed.fileno(), 2)
    sys.argv = ["pytest", *options]
    if answers.exists():
        playbooks._ANSWERS.update(pickle.loads(answers.read_bytes()))
    before = len(playbooks._ANSWERS)
    code = pytest.main(options)
    if len(playbooks._ANSWERS) > before:
        fresh = answers.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(pickle.dumps(playbooks._ANSWERS))
        fresh.rename(answers)
    sys.exit(code)
