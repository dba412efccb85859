"""Playbooks as lists of tasks: imports, includes and roles followed, with what each leads to and what is missing. Nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath as Path
from typing import Any

from probes.ansible_yaml import load

Reader = Callable[[Path], str | None]
Here = Callable[[str, Mapping[str, Any]], bool]
"""Whether a play with these hosts, under variables that were handed to it, is for the host in question."""
Skips = Callable[[Mapping[str, Any], str], bool]
"""Whether a play, block, role or task, as it is written and in the role that it belongs to, does not run."""
META = {
    "name", "when", "become", "become_user", "tags", "vars", "loop", "with_items", "register", "notify", "changed_when", "failed_when",
    "delegate_to", "environment", "args", "check_mode", "no_log", "ignore_errors", "loop_control", "until", "retries", "delay", "run_once",
}  # fmt: skip
INCLUDES = ("import_tasks", "include_tasks")
ROLES = ("import_role", "include_role")


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its module's short name, arguments with loop items, the role it belongs to ("" for none), the file it stands in, its own and
    its blocks' ``variables``.
    """

    module: str
    arguments: Any
    role: str
    file: str
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Playbook:
    """``imports`` are playbooks by file name with the vars handed to them; ``roles`` in order of first use, dependencies in front; ``missing`` files.

    ``variables`` are those of its own plays, above the inventory's; ``facts`` are set or included by tasks, above those of roles and tasks;
    ``parameters`` those handed to a role, above all.
    """

    path: str
    imports: tuple[tuple[str, Mapping[str, Any]], ...]
    roles: tuple[str, ...]
    tasks: tuple[Task, ...]
    files: tuple[str, ...]
    missing: tuple[str, ...]
    variables: Mapping[str, Any]
    parameters: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)


def never(raw: Mapping[str, Any], _: str = "") -> bool:
    """Whether a play, block, role or task runs only when somebody asks for it by name, or not at all."""
    tags, when = raw.get("tags") or (), raw.get("when")
    return "never" in (tags.split(",") if isinstance(tags, str) else tags) or str(when).strip().lower() == "false"


def playbook(path: Path, read: Reader, here: Here = lambda _, __: True, skips: Skips = never) -> Playbook:
    """Follow one playbook, as far as it is for a host: plays for others are passed over, and so is what never runs (``tags: never``, ``when: false``).

    Raises ValueError on YAML that cannot be read.
    """
    walk = _Walk(read, path.parent.parent / "roles", here, skips)
    walk.play_file(path, {})
    return Playbook(
        str(path), tuple(walk.imports), tuple(dict.fromkeys(walk.roles)), tuple(walk.tasks), tuple(walk.files), tuple(walk.missing),
        walk.variables, walk.parameters, walk.facts,
    )  # fmt: skip


class _Walk:
    """What was met on the way through one playbook."""

    def __init__(self, read: Reader, roles: Path, here: Here, skips: Skips) -> None:
        self.read, self.base, self.here, self.skips = read, roles, here, skips
        self.imports: list[tuple[str, Mapping[str, Any]]] = []
        self.roles: list[str] = []
        self.tasks: list[Task] = []
        self.files: list[str] = []
        self.missing: list[str] = []
        self.variables: dict[str, Any] = {}
        self.parameters: dict[str, Any] = {}
        self.facts: dict[str, Any] = {}
        self.begun: set[tuple[str, str]] = set()

    def _load(self, path: Path, *, optional: bool = False) -> Any:
        text = self.read(path)
        if text is None:
            if not optional:
                self.missing.append(str(path))
            return None
        self.files.append(str(path))
        try:
            return load(text)
        except ValueError as error:
            raise ValueError(f"{path}, {error}") from error

    def play_file(self, path: Path, handed: Mapping[str, Any]) -> None:
        for play in self._load(path) or []:
            if self.skips(play, "") or ("hosts" in play and not self.here(_listed(play["hosts"]), handed)):
                continue
            for key in ("import_playbook", "ansible.builtin.import_playbook"):
                if key in play:
                    self.imports.append((Path(play[key]).name, play.get("vars") or {}))
                    self.play_file(path.parent / play[key], play.get("vars") or {})
            if "hosts" in play and not handed:
                self.variables |= self._said(play, path)
            for section in ("pre_tasks", "tasks", "post_tasks", "handlers"):
                self.section(play.get(section), "", path, {})
            for role in play.get("roles") or []:
                self.listed(role)

    def listed(self, role: Any) -> None:
        """A role as a play or another role names it: by its name, or with what is handed to it."""
        name = role if isinstance(role, str) else role.get("role") or role.get("name", "")
        if isinstance(role, str) or not self.skips(role, name):
            self.parameters |= _handed(role)
            self.role(name)

    def _said(self, play: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """A play's own variables; those of files stand above those that it writes itself."""
        found = dict(play.get("vars") or {})
        files = play.get("vars_files") or ()
        for name in [files] if isinstance(files, str) else files:
            if isinstance(name, str) and "{{" not in name:
                found |= self._load(path.parent / name) or {}
        return found

    def role(self, name: str, begin: str = "main") -> None:
        home = self.base / name
        if name not in self.roles:
            for needed in (self._main(home, "meta", optional=True) or {}).get("dependencies") or []:
                self.listed(needed)
            self.roles.append(name)
            self.section(self._main(home, "handlers", optional=True), name, home / "handlers" / "main.yml", {})
        if (name, begin) not in self.begun:
            self.begun.add((name, begin))
            self.section(self._main(home, "tasks", Path(begin).stem), name, home / "tasks" / "main.yml", {})

    def _main(self, home: Path, part: str, name: str = "main", *, optional: bool = False) -> Any:
        other = home / part / f"{name}.yaml"
        return self._load(other if self.read(other) is not None else home / part / f"{name}.yml", optional=optional)

    def section(self, tasks: Any, role: str, file: Path, variables: Mapping[str, Any]) -> None:
        for raw in tasks or []:
            if self.skips(raw, role):
                continue
            held = {**variables, **(raw.get("vars") or {})}
            for block in ("block", "rescue", "always"):
                self.section(raw.get(block), role, file, held)
            self.task(raw, role, file, held)

    def task(self, raw: Mapping[str, Any], role: str, file: Path, variables: Mapping[str, Any]) -> None:
        named = [(key.rpartition(".")[2], value) for key, value in raw.items() if key not in META | {"block", "rescue", "always"}]
        for module, value in named:
            other = value if isinstance(value, str) else str((value or {}).get("file", "")) if isinstance(value, dict) else ""
            if module in INCLUDES:
                self.section(self._load(file.parent / other), role, file.parent / other, variables)
            elif module in ROLES:
                self.parameters |= raw.get("vars") or {}
                self.role((value or {}).get("name", ""), (value or {}).get("tasks_from", "main"))
            elif module == "include_vars" and "{{" not in other:
                beside = file.parent.parent / "vars" / other
                self.facts |= self._load(beside if self.read(beside) is not None else file.parent / other, optional=True) or {}
            else:
                self.facts |= value if module == "set_fact" and isinstance(value, dict) else {}
                more = {key: raw[key] for key in ("loop", "with_items", "args", "environment") if key in raw}
                self.tasks.append(Task(module, {"with": value, **more}, role, str(file), variables))


def _handed(role: Any) -> dict[str, Any]:
    """What a play hands to a role beside its name, as vars or as keys of their own."""
    if isinstance(role, str):
        return {}
    return {key: value for key, value in role.items() if key not in META | {"role"}} | dict(role.get("vars") or {})


def _listed(hosts: Any) -> str:
    return ",".join(map(str, hosts)) if isinstance(hosts, list) else str(hosts)


def words(value: Any) -> Iterator[str]:
    """Every string in a value, mapping keys too."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from words(key)
            yield from words(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from words(inner)
    elif isinstance(value, str):
        yield value
