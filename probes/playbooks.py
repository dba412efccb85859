"""The playbooks repository: its inventory as Ansible itself merges it, its playbooks as lists of tasks, its templates as they would be written."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from probes import ansible, plays
from probes.ansible import Call
from probes.ansible_yaml import load
from probes.checkout import Checkout
from probes.estate import Estate
from probes.plays import Playbook, Task
from probes.rendering import fails, rendered
from probes.unseen import Unseen

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

    def takes(self, host: str, pattern: str) -> bool:
        """Whether a pattern of Ansible's (names and groups, ``:`` or ``,`` between them, ``!`` for without) takes a host in.

        A group that has no host of its own may hold other groups, and counts.
        """
        own = {host, "all", *(name.replace("-", "_") for name, hosts in self.groups.items() if host in hosts or not hosts)}
        parts = [part.strip().replace("-", "_") for part in re.split(r"[:,]", pattern) if part.strip()]
        wanted = [part.removeprefix("&") for part in parts if not part.startswith("!")]
        out = [part[1:] for part in parts if part.startswith("!")]
        return any(fnmatch(one, part) for part in wanted for one in own) and not any(part in own for part in out)


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
            (done,) = self._ansible(top, self._listing(top))
        if done.returncode:
            raise Unseen("the inventory", "the playbooks checkout", (done.stderr.strip().splitlines() or ["ansible-inventory failed"])[-1])
        held = json.loads(done.stdout)
        groups = {name: tuple(group.get("hosts", ())) for name, group in held.items() if name != "_meta"}
        return Inventory(groups, held["_meta"]["hostvars"])

    def playbook(self, name: str) -> Playbook:
        """A playbook with all that it leads to for the host that it is called after. A file that is not YAML is a ValueError that names it."""
        if name not in self._kept:
            host = PurePosixPath(name).stem
            path = self.directory / "playbooks" / name
            self._kept[name] = plays.playbook(
                path,
                self.checkout.read,
                lambda hosts, handed: self._meant(host, hosts, handed),
                lambda raw, role: plays.never(raw) or self._barred(host, raw, role),
            )
        return self._kept[name]  # type: ignore[no-any-return]

    def _meant(self, host: str, hosts: str, handed: Mapping[str, Any]) -> bool:
        """Whether a pattern of hosts takes a host in, by its name, by ``all``, or by a group; a host that the inventory lacks is taken at its word."""
        if host not in self.inventory.hosts:
            return True
        try:
            pattern = rendered(hosts, {**self.inventory.hosts[host], **handed})
        except ValueError:
            return True  # nobody can say before it runs
        return self.inventory.takes(host, pattern)

    def _barred(self, host: str, raw: Mapping[str, Any], role: str) -> bool:
        """Whether a condition fails by what the inventory and the role's defaults say; facts and what tasks register are not known here."""
        if raw.get("when") is None or host not in self.inventory.hosts:
            return False
        known = {"inventory_hostname": host, **self._of_role(role, "defaults"), **self.inventory.hosts[host], **(raw.get("vars") or {})}
        return fails(raw["when"], known)

    def syntax(self, name: str) -> str:
        """What `ansible-playbook --syntax-check` has against a playbook; empty when it accepts it."""
        with self.tree() as top:
            (done,) = self._ansible(top, self._checking(top, name))
        said = [line for line in done.stderr.splitlines() if line.strip() and "WARNING" not in line]
        return "" if not done.returncode else " ".join(said)[:300].replace(str(top), "").strip() or f"exit status {done.returncode}"

    def variables(self, host: str, book: Playbook, task: Task | None = None) -> dict[str, Any]:
        """What templates see for a host, at one task: the roles' defaults below the inventory's variables, the play's above them, then roles' vars,
        the task's own, what tasks set or include, and parameters.
        """
        found: dict[str, Any] = {"inventory_hostname": host, "ansible_managed": "Ansible managed"}
        for role in book.roles:
            found |= self._of_role(role, "defaults")
        found |= {**self.inventory.hosts.get(host, {}), **book.variables}
        for role in book.roles:
            found |= self._of_role(role, "vars")
        return {**found, **(task.variables if task else {}), **book.facts, **book.parameters}

    def _of_role(self, role: str, part: str) -> dict[str, Any]:
        """What defaults or vars of a role say: its main file, or every file of a folder of that name."""
        home = self.directory / "roles" / role / part
        names = [
            *(f"{home}/main.{end}" for end in ("yml", "yaml")),
            *(one for one in self.checkout.files() if one.startswith(f"{home}/main/")),
        ]
        return {key: value for name in names for key, value in self._yaml(PurePosixPath(name)).items()}

    def _yaml(self, path: PurePosixPath) -> dict[str, Any]:
        if path not in self._kept:
            text = self.checkout.read(path)
            self._kept[path] = (load(text) or {}) if text else {}
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

    def _listing(self, top: Path) -> Call:
        books = str(top / self.directory / "playbooks")
        return "ansible-inventory", "-i", str(top / self.inventory_path), "--list", "--playbook-dir", books

    def _checking(self, top: Path, name: str) -> Call:
        path = str(top / self.directory / "playbooks" / name)
        return "ansible-playbook", "-i", str(top / self.inventory_path), "--syntax-check", path

    def _ansible(self, top: Path, *calls: Call) -> list[subprocess.CompletedProcess[str]]:
        """Ansible's answers to these files: one that a pass before had for the very same text is had again, since Ansible takes a second."""
        digest = self._digest()
        keys = [(digest, *(word.replace(str(top), "") for word in call)) for call in calls]
        new = {key: call for key, call in zip(keys, calls, strict=True) if key not in _ANSWERS}
        if new:
            _ANSWERS.update(zip(new, ansible.run(top / self.directory, *new.values()), strict=True))
        return [_ANSWERS[key] for key in keys]

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

    def ahead(self) -> None:
        with suppress(Unseen), self.tree() as top:  # asked again by whoever needs it, who then says so
            if self.checkout.read(self.inventory_path) is not None:
                self._ansible(top, self._listing(top), self._checking(top, "agents.yml"))


def connect(estate: Estate) -> Playbooks:
    """The playbooks of this estate; nothing is read yet."""
    assert estate.playbooks
    held = estate.playbooks
    return Playbooks(Checkout("playbooks", held.path, held.revision), PurePosixPath(held.directory), PurePosixPath(held.inventory))
