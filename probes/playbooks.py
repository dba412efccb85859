"""The playbooks repository: its inventory as Ansible itself merges it, its playbooks as lists of tasks, its templates as they would be written."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from probes import plays
from probes.checkout import Checkout
from probes.estate import Estate
from probes.plays import Playbook
from probes.unseen import Unseen

DEPTH = 8
"""How often a value may lead to another before it counts as undefined."""


_ANSWERS: dict[tuple[str, ...], subprocess.CompletedProcess[str]] = {}
"""What Ansible said, by the digest of the files and the question."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """``groups`` by name with the hosts directly in them; ``hosts`` with their variables, merged, not rendered."""

    groups: Mapping[str, tuple[str, ...]]
    hosts: Mapping[str, Mapping[str, Any]]

    def group(self, name: str) -> tuple[str, ...] | None:
        """The hosts of a group, with dashes or underscores in its name; None when there is no such group."""
        return next((hosts for group, hosts in self.groups.items() if group.replace("-", "_") == name.replace("-", "_")), None)


@dataclass
class Playbooks:
    """Everything raises Unseen when the checkout cannot be read, and ValueError where a file of it is wrong."""

    checkout: Checkout
    directory: PurePosixPath
    inventory_path: PurePosixPath
    _kept: dict[object, Any] = field(default_factory=dict)

    @cached_property
    def inventory(self) -> Inventory:
        """`ansible-inventory --list`. An inventory that is not there answers empty with exit status 0, so its presence is looked at first."""
        if self.checkout.read(self.inventory_path) is None:
            raise Unseen("the inventory", "the playbooks checkout", f"there is no {self.inventory_path}")
        with self.tree() as top:
            done = self._ansible(top, "ansible-inventory", "-i", str(top / self.inventory_path), "--list")
        if done.returncode:
            raise Unseen("the inventory", "the playbooks checkout", (done.stderr.strip().splitlines() or ["ansible-inventory failed"])[-1])
        held = json.loads(done.stdout)
        groups = {name: tuple(group.get("hosts", ())) for name, group in held.items() if name != "_meta"}
        return Inventory(groups, held["_meta"]["hostvars"])

    def playbook(self, name: str) -> Playbook:
        """A playbook with all that it leads to. A file that is not YAML is a ValueError that names it."""
        if name not in self._kept:
            self._kept[name] = plays.playbook(self.directory / "playbooks" / name, self.checkout.read)
        return self._kept[name]  # type: ignore[no-any-return]

    def syntax(self, name: str) -> str:
        """What `ansible-playbook --syntax-check` has against a playbook; empty when it accepts it."""
        with self.tree() as top:
            path = top / self.directory / "playbooks" / name
            done = self._ansible(top, "ansible-playbook", "-i", str(top / self.inventory_path), "--syntax-check", str(path))
        said = [line for line in done.stderr.splitlines() if line.strip() and "WARNING" not in line]
        return "" if not done.returncode else " ".join(said)[:300].replace(str(top), "").strip() or f"exit status {done.returncode}"

    def variables(self, host: str, roles: tuple[str, ...]) -> dict[str, Any]:
        """What templates see for a host: the roles' defaults below the inventory's variables, roles' vars above."""
        found: dict[str, Any] = {"inventory_hostname": host, "ansible_managed": "Ansible managed"}
        for role in roles:
            found |= self._yaml(self.directory / "roles" / role / "defaults" / "main.yml")
        found |= self.inventory.hosts.get(host, {})
        for role in roles:
            found |= self._yaml(self.directory / "roles" / role / "vars" / "main.yml")
        return found

    def _yaml(self, path: PurePosixPath) -> dict[str, Any]:
        if path not in self._kept:
            text = self.checkout.read(path)
            self._kept[path] = (plays.load(text) or {}) if text else {}
        return self._kept[path]  # type: ignore[no-any-return]

    @contextmanager
    def tree(self) -> Iterator[Path]:
        """The files as a directory: the checkout itself, or a revision of it unpacked elsewhere for a while."""
        if self.checkout.revision is None:
            yield self.checkout.path
            return
        with tempfile.TemporaryDirectory() as place:
            for name in self.checkout.files():
                target = Path(place) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(self.checkout.read(name) or "", encoding="utf-8")
            yield Path(place)

    def _ansible(self, top: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Ansible's answer to these files: one that a pass before had for the very same text is had again, since Ansible takes a second."""
        key = (self._digest(), *(word.replace(str(top), "") for word in words))
        if key not in _ANSWERS:
            _ANSWERS[key] = self._run(top, *words)
        return _ANSWERS[key]

    def _digest(self) -> str:
        told = hashlib.sha256()
        for name in self.checkout.files():
            told.update(f"{name}\0{self._text(name)}\0".encode())
        return told.hexdigest()

    def _text(self, name: str) -> str:
        try:
            return self.checkout.read(name) or ""
        except Unseen:  # not text: Ansible's answers to listing and syntax do not depend on it
            return ""

    def _run(self, top: Path, *words: str) -> subprocess.CompletedProcess[str]:
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
                    [str(program), *words[1:]], cwd=top / self.directory, env={**os.environ, **settings},
                    capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
                )  # fmt: skip
            except (OSError, subprocess.TimeoutExpired) as error:
                raise Unseen("the playbooks", "Ansible", f"{words[0]}: {type(error).__name__}") from error

    def ahead(self) -> None:
        try:
            _ = self.inventory
            self.syntax("agents.yml")
        except Unseen:
            return  # asked again by whoever needs it, who then says so


def rendered(text: str, variables: Mapping[str, Any]) -> str:
    """A template or value as Ansible would write it. Raises ValueError naming what is undefined or broken."""
    if not any(mark in text for mark in ("{{", "{%", "{#")):
        return text
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415  (only the rows about playbooks need it)
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    environment = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)  # plain text, no markup
    try:
        for _ in range(DEPTH):
            text, before = environment.from_string(text).render(_values(environment, variables)), text
            if "{{" not in text or text == before:
                return text
    except TemplateError as error:
        raise ValueError(str(error)) from error
    raise ValueError("its values lead in a circle")


def _values(environment: Any, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Values that are templates themselves, rendered as far as they can be."""
    from jinja2 import TemplateError  # noqa: PLC0415

    found = dict(variables)
    for _ in range(DEPTH):
        nested = {key: value for key, value in found.items() if isinstance(value, str) and "{{" in value}
        if not nested:
            break
        for key, value in nested.items():
            try:
                found[key] = environment.from_string(value).render(found)
            except TemplateError:  # a value that nobody uses may well be undefined
                continue
    return found


def connect(estate: Estate) -> Playbooks:
    """The playbooks of this estate; nothing is read yet."""
    assert estate.playbooks
    held = estate.playbooks
    return Playbooks(Checkout("playbooks", held.path, held.revision), PurePosixPath(held.directory), PurePosixPath(held.inventory))
