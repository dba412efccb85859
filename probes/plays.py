"""Playbooks as lists of tasks: imports, includes and roles followed, with what each leads to and what is missing. Nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath as Path
from typing import Any

import yaml

Reader = Callable[[Path], str | None]
Here = Callable[[str, Mapping[str, Any]], bool]
"""Whether a play with these hosts, under variables that were handed to it, is for the host in question."""
META = {
    "name", "when", "become", "become_user", "tags", "vars", "loop", "with_items", "register", "notify", "changed_when", "failed_when",
    "delegate_to", "environment", "args", "check_mode", "no_log", "ignore_errors", "loop_control", "until", "retries", "delay", "run_once",
}  # fmt: skip
INCLUDES = ("import_tasks", "include_tasks")
ROLES = ("import_role", "include_role")


class _Loader(yaml.SafeLoader):
    """YAML as Ansible writes it: tags such as !vault stand for themselves."""


_Loader.add_multi_constructor("!", lambda _, suffix, __: f"<!{suffix}>")


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its module's short name, arguments with loop items, the role it belongs to ("" for none) and the file it stands in."""

    module: str
    arguments: Any
    role: str
    file: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """``imports`` are playbooks by file name with the vars handed to them; ``roles`` in order of first use, dependencies in front; ``missing`` files.

    ``variables`` are those of its own plays, above the inventory's; ``parameters`` those handed to a role, above all.
    """

    path: str
    imports: tuple[tuple[str, Mapping[str, Any]], ...]
    roles: tuple[str, ...]
    tasks: tuple[Task, ...]
    files: tuple[str, ...]
    missing: tuple[str, ...]
    variables: Mapping[str, Any]
    parameters: Mapping[str, Any]


def load(text: str) -> Any:
    """One YAML document of Ansible's. Raises ValueError with line and what was wrong."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506  (a SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"line {mark.line + 1 if mark else '?'}: {getattr(error, 'problem', error)}") from error


def playbook(path: Path, read: Reader, here: Here = lambda _, __: True) -> Playbook:
    """Follow one playbook, as far as it is for a host: plays for others are passed over, and so is what never runs (``tags: never``, ``when: false``).

    Raises ValueError on YAML that cannot be read.
    """
    walk = _Walk(read, path.parent.parent / "roles", here)
    walk.play_file(path, {})
    return Playbook(
        str(path), tuple(walk.imports), tuple(dict.fromkeys(walk.roles)), tuple(walk.tasks), tuple(walk.files), tuple(walk.missing),
        walk.variables, walk.parameters,
    )  # fmt: skip


class _Walk:
    """What was met on the way through one playbook."""

    def __init__(self, read: Reader, roles: Path, here: Here) -> None:
        self.read, self.base, self.here = read, roles, here
        self.imports: list[tuple[str, Mapping[str, Any]]] = []
        self.roles: list[str] = []
        self.tasks: list[Task] = []
        self.files: list[str] = []
        self.missing: list[str] = []
        self.variables: dict[str, Any] = {}
        self.parameters: dict[str, Any] = {}

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
            if never(play) or ("hosts" in play and not self.here(_listed(play["hosts"]), handed)):
                continue
            for key in ("import_playbook", "ansible.builtin.import_playbook"):
                if key in play:
                    self.imports.append((Path(play[key]).name, play.get("vars") or {}))
                    self.play_file(path.parent / play[key], play.get("vars") or {})
            if "hosts" in play and not handed:
                self.variables |= self._said(play, path)
            for section in ("pre_tasks", "tasks", "post_tasks", "handlers"):
                self.section(play.get(section), "", path)
            for role in play.get("roles") or []:
                if isinstance(role, str) or not never(role):
                    self.parameters |= _handed(role)
                    self.role(role if isinstance(role, str) else role.get("role") or role.get("name", ""))

    def _said(self, play: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """A play's own variables; those of files stand above those that it writes itself."""
        found = dict(play.get("vars") or {})
        files = play.get("vars_files") or ()
        for name in [files] if isinstance(files, str) else files:
            if isinstance(name, str) and "{{" not in name:
                found |= self._load(path.parent / name) or {}
        return found

    def role(self, name: str) -> None:
        if name in self.roles:
            return
        home = self.base / name
        meta = self._load(home / "meta" / "main.yml", optional=True) or {}
        for needed in meta.get("dependencies") or []:
            self.role(needed if isinstance(needed, str) else needed.get("role") or needed.get("name", ""))
        self.roles.append(name)
        self.section(self._load(home / "tasks" / "main.yml"), name, home / "tasks" / "main.yml")
        self.section(self._load(home / "handlers" / "main.yml", optional=True), name, home / "handlers" / "main.yml")

    def section(self, tasks: Any, role: str, file: Path) -> None:
        for raw in tasks or []:
            if never(raw):
                continue
            for block in ("block", "rescue", "always"):
                self.section(raw.get(block), role, file)
            self.task(raw, role, file)

    def task(self, raw: Mapping[str, Any], role: str, file: Path) -> None:
        named = [(key.rpartition(".")[2], value) for key, value in raw.items() if key not in META | {"block", "rescue", "always"}]
        for module, value in named:
            if module in INCLUDES:
                other = value if isinstance(value, str) else (value or {}).get("file", "")
                self.section(self._load(file.parent / other), role, file.parent / other)
            elif module in ROLES:
                self.role((value or {}).get("name", ""))
            else:
                more = {key: raw[key] for key in ("loop", "with_items", "args", "environment") if key in raw}
                self.tasks.append(Task(module, {"with": value, **more}, role, str(file)))


def never(raw: Mapping[str, Any]) -> bool:
    """Whether a play, block, role or task runs only when somebody asks for it by name, or not at all."""
    tags, when = raw.get("tags") or (), raw.get("when")
    return "never" in (tags.split(",") if isinstance(tags, str) else tags) or str(when).strip().lower() == "false"


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
