"""The files that a playbook would leave on a host for one unit: its fragment, drop-ins and environment files, with what later tasks edit in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext, suppress
from pathlib import PurePosixPath
from typing import Any

from probes.playbooks import Playbooks
from probes.plays import Playbook, Task
from probes.rendering import rendered
from probes.unitfile import File

ROOTS = r"(?:/etc|/run|/usr/local/lib|/usr/lib|/lib)/systemd/system"
Texts = dict[str, File]
"""File by the path on the host; ``File.path`` names what in the repository wrote it."""


def unit_of(playbooks: Playbooks, book: Playbook, host: str, unit: str) -> tuple[list[File], dict[str, str]]:
    """What of a playbook's tasks makes a unit on a host: its fragment, then the drop-ins that systemd joins to it, by their names, none without a
    fragment; and the text of every other file, by its path there. Raises ValueError for a template of the unit that cannot be rendered.
    """
    found: Texts = {}
    for task in book.tasks:
        held = task.arguments.get("with")
        if isinstance(held, dict):
            for variables in _rounds(task, playbooks.variables(host, book, task)):
                with nullcontext() if _of_unit(_path(held, variables), unit) else suppress(ValueError):
                    _apply(found, playbooks, task, {key: _shown(value, variables) for key, value in held.items()}, variables)
    fragment = found.get(f"/etc/systemd/system/{unit}")
    dropped = sorted((PurePosixPath(path).name, path) for path in found if path.endswith(".conf") and _of_unit(path, unit))
    return [fragment, *(found[path] for _, path in dropped)] if fragment else [], {path: file.text for path, file in found.items()}


def _path(held: Mapping[str, Any], variables: Mapping[str, Any]) -> str:
    return str(_shown(held.get("dest") or held.get("path") or "", variables))


def _of_unit(path: str, unit: str) -> bool:
    """The unit's fragment, or a drop-in of it, of a prefix of its name, or of every service."""
    stem, _, kind = unit.rpartition(".")
    prefixes = [stem[: match.end()] for match in re.finditer("-", stem)]
    holders = "|".join(re.escape(f"{name}.{kind}.d") for name in (stem, *prefixes))
    return bool(re.fullmatch(rf"{ROOTS}/(?:{re.escape(unit)}|(?:{holders}|{kind}[.]d)/[^/]+[.]conf)", path))


def _rounds(task: Task, variables: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The variables once, or once for each item of a loop that the repository spells out."""
    items = task.arguments.get("loop", task.arguments.get("with_items"))
    if isinstance(items, str) and (named := re.fullmatch(r"{{\s*(\w+)\s*}}", items)):
        items = variables.get(named[1])
    yield from ({**variables, "item": item} for item in items) if isinstance(items, list) else (variables,)


def _shown(value: Any, variables: Mapping[str, Any]) -> Any:
    try:
        return rendered(value, variables) if isinstance(value, str) else value
    except ValueError:
        return value


def _apply(found: Texts, playbooks: Playbooks, task: Task, held: Mapping[str, Any], variables: Mapping[str, Any]) -> None:
    path = _path(held, variables)
    if task.module in ("template", "copy") and (text := _source(playbooks, task, held, path)):
        found[path] = File(text.path, rendered(text.text, variables) if task.module == "template" else text.text)
    elif task.module == "file" and held.get("state") == "absent":
        found.pop(path, None)
    elif task.module in EDITS and (path in found or re.match(ROOTS, path)):
        before = found.get(path, File(task.file, ""))
        found[path] = File(before.path, EDITS[task.module](before.text, held))


def _source(playbooks: Playbooks, task: Task, held: Mapping[str, Any], path: str) -> File | None:
    if "content" in held:
        return File(task.file, str(held["content"]))
    folder = "templates" if task.module == "template" else "files"
    home = playbooks.directory / "roles" / task.role if task.role else PurePosixPath(task.file).parent
    name = str(held.get("src", ""))
    for place in (home / folder / name, home / name):
        if (text := playbooks.checkout.read(place)) is not None:
            return File(str(place), text)
    if task.module == "template" and re.match(ROOTS, path):
        return File(str(home / folder / name), f"{{{{ lookup('file', '{name}') }}}}")  # nobody can know what it would hold
    return None


def _ini(text: str, held: Mapping[str, Any]) -> str:
    """community.general.ini_file: one option of one section."""
    section, option, value = (str(held.get(key) or "") for key in ("section", "option", "value"))
    kept, now = [], ""
    for line in text.splitlines():
        now = line.strip()[1:-1] if line.startswith("[") else now
        if now != section or line.partition("=")[0].strip() != option:
            kept.append(line)
    return "\n".join(kept if held.get("state") == "absent" else [*kept, f"[{section}]", f"{option}={value}"]) + "\n"


def _line(text: str, held: Mapping[str, Any]) -> str:
    """ansible.builtin.lineinfile: the last line that matches is replaced, else one is added; or every one that matches goes."""
    pattern = re.compile(str(held.get("regexp") or held.get("regex") or f"^{re.escape(str(held.get('line', '')))}$"))
    lines = text.splitlines()
    matching = [index for index, line in enumerate(lines) if pattern.search(line)]
    if held.get("state") == "absent":
        return "\n".join(line for index, line in enumerate(lines) if index not in matching) + "\n"
    after = [index for index, line in enumerate(lines) if re.search(str(held.get("insertafter") or "(?!)"), line)]
    at = matching[-1] if matching else after[-1] + 1 if after else len(lines)
    return "\n".join([*lines[:at], str(held.get("line", "")), *lines[at + bool(matching) :]]) + "\n"


def _replaced(text: str, held: Mapping[str, Any]) -> str:
    return re.sub(str(held.get("regexp", "(?!)")), str(held.get("replace") or ""), text, flags=re.MULTILINE)


def _block(text: str, held: Mapping[str, Any]) -> str:
    return f"{text}\n{held.get('block') or held.get('content') or ''}\n"


EDITS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    "ini_file": _ini,
    "lineinfile": _line,
    "replace": _replaced,
    "blockinfile": _block,
}
