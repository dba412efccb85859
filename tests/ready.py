"""Audits by the hundred: each is a whole pytest of its own, forked from a process that has read the suite already.

What Ansible said about a set of files is handed on from one to the next, by their digest, as a run hands it on from pass to pass.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
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


LONGEST = 300
"""Seconds that a run of another project may take."""


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
    return _forked(_audit, list(options), output, Path(_answers().name) / "ansible")


def run(options: Sequence[str], place: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run ``pytest`` in another project with these options and nothing but this environment, of which PYTHONPATH comes first. Raises TimeoutError."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        code = _forked(_run, list(options), place, dict(environment), out, err, seconds=LONGEST)
        return subprocess.CompletedProcess(["pytest", *options], code, out.read_text(), err.read_text())


def _forked(work: Callable[..., None], *told: object, seconds: float | None = None) -> int:
    child = _server().Process(target=work, args=told)
    child.start()
    child.join(seconds)
    if child.exitcode is None:
        child.kill()
        raise TimeoutError(f"pytest did not end within {seconds} s")
    return child.exitcode


def _run(options: list[str], place: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = environment.get("PYTHONPATH", "").split(":")
    sys.exit(_pytest(options, place, out, err))


def _pytest(options: list[str], place: Path, out: Path, err: Path) -> int:
    gc.freeze()  # what was read before the fork stays: no use in looking through it again and again
    os.chdir(place)
    out.write_bytes(b"")
    with out.open("ab") as printed, err.open("ab") as complained, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(printed.fileno(), 1)
        os.dup2(complained.fileno(), 2)
    sys.argv = ["pytest", *options]
    return int(pytest.main(options))


def _audit(options: list[str], output: Path, answers: Path) -> None:
    for name in [name for name in os.environ if name.startswith("ADR023_ESTATE")]:
        del os.environ[name]
    if answers.exists():
        playbooks._ANSWERS.update(pickle.loads(answers.read_bytes()))
    before = len(playbooks._ANSWERS)
    code = _pytest(options, ROOT, output, output)
    if len(playbooks._ANSWERS) > before:
        fresh = answers.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(pickle.dumps(playbooks._ANSWERS))
        fresh.rename(answers)
    sys.exit(code)
