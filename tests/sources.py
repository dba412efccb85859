"""What a proof rests on: the scenario, its steps, the probes and the fix behind them, and the wound. One digest of all."""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from lab.wound import Wound
from reports.promises import Promise, read
from suite.sentences import fitting

ROOT = Path(__file__).parents[1]
ROOMS = ("steps", "probes", "remediations")
GROUND = {
    *(f"probes.{name}" for name in ("estate", "sections", "question", "unseen", "connection", "link", "loaded", "evidence")),
    *(
        f"remediations.{name}"
        for name in ("fix", "changes", "changes_running", "changes_lines", "changes_api", "manual", "kinds", "plan", "tools")
    ),
    "probes.host",
    "steps.outcomes",
}
"""What every probe, step or fix stands on; its own tests watch it."""


def modules(room: str) -> list[ModuleType]:
    """Every module of a room, imported."""
    return [importlib.import_module(name) for name in _names(room)]


def load() -> None:
    """Import every step, so that its sentences are known."""
    modules("steps")


@cache
def scenarios() -> dict[str, Promise]:
    return {id_: promise for promise in read(ROOT / "features") for id_ in promise.ids}


def digest(wound: Wound) -> str:
    """One hash over everything that the wound's proof rests on. ``load`` must have run."""
    told = hashlib.sha256(wound.file.read_bytes())
    for id_ in sorted({wound.of, *wound.red} & scenarios().keys()):
        for text in _of(scenarios()[id_]):
            told.update(text.encode())
    return told.hexdigest()[:16]


def scripts(name: str, source: str) -> list[Path]:
    """The programs for a host that a probe names, by stem or name, or has as its own with_suffix. A word that only looks so costs a proof too much."""
    own = f"{name.rpartition('.')[2]}.sh"
    files = [*(ROOT / "probes" / "host").glob("*.py"), *(ROOT / "probes").glob("*.sh")]
    return sorted(
        file for file in files if f'"{file.stem}"' in source or f'"{file.name}"' in source or (file.name == own and '".sh"' in source)
    )


def _of(promise: Promise) -> Iterator[str]:
    tags = tuple(tag for tag in promise.tags if tag != "eventually")  # asked again at night, a row proves neither more nor less
    yield repr((promise.name, tags, [(line.type, line.text, line.table) for line in promise.lines], promise.examples))
    for name in sorted(_closure([*_steps(promise), *_fixes(promise)])):
        source = inspect.getsource(importlib.import_module(name))
        yield source
        yield from (script.read_text() for script in scripts(name, source))


def _steps(promise: Promise) -> Iterator[str]:
    for line in promise.lines:
        yield from (one.step_func.__module__ for one in fitting(line.type, line.text))


def _fixes(promise: Promise) -> Iterator[str]:
    for module in modules("remediations"):
        if any(hasattr(module, tag) for tag in promise.fixes):
            yield module.__name__


def _names(room: str) -> list[str]:
    return sorted(f"{room}.{file.stem}" for file in (ROOT / room).glob("*.py") if file.stem != "__init__")


def _closure(names: Iterable[str]) -> set[str]:
    """These modules and what they import from our rooms, without the ground floor."""
    found: set[str] = set()
    todo = [name for name in names if name.split(".")[0] in ROOMS]
    while todo:
        name = todo.pop()
        if name not in found and name not in GROUND:
            found.add(name)
            todo += _imports(name)
    return found


@cache
def _imports(name: str) -> tuple[str, ...]:
    tree = ast.parse(inspect.getsource(importlib.import_module(name)))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ROOMS]
    named = [(node.module or "", alias.name) for node in froms for alias in node.names]
    return tuple(sorted({_module(module, alias) for module, alias in named}))


def _module(module: str, alias: str) -> str:
    """``from probes import systemd`` and ``from probes.systemd import Unit`` both mean probes.systemd."""
    return f"{module}.{alias}" if "." not in module and (ROOT / module / f"{alias}.py").exists() else module
