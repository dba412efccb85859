"""The homelab as code: a Git repository from which the lab's own units and configuration are rendered, so that both say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import yaml

from lab.git import Commit, checkout
from lab.homelab import Homelab
from lab.services.http import fresh_state

DOCUMENTS = Path(__file__).parent.parent / "documents" / "playbooks"
WRITTEN_FOR = "198.18.23."
"""The net that the documents name; a lab elsewhere gets its own."""


def seed(lab: Homelab) -> None:
    files = {str(path.relative_to(DOCUMENTS)): _readdressed(lab, path) for path in sorted(DOCUMENTS.rglob("*")) if path.is_file()}
    checkout(fresh_state(lab, "playbooks") / "checkout", [Commit("milton", "Build the agents host", files)])


def serve(lab: Homelab) -> None:
    """Nothing answers: it is a checkout."""


def estate(lab: Homelab) -> dict[str, Any]:
    return {"path": str(lab.service("playbooks") / "checkout")}


def rendered(lab: Homelab, role: str, template: str, host: str = "agents") -> str:
    """A template of the repository as Ansible would write it for one host. Raises jinja2.UndefinedError for a variable nobody sets."""
    ansible = DOCUMENTS / "ansible"
    inventory = ansible / "inventory"
    parts = (
        ansible / "roles" / role / "defaults" / "main.yml",
        inventory / "group_vars" / "all.yml",
        inventory / "host_vars" / f"{host}.yml",
    )
    values: dict[str, Any] = {"ansible_managed": "Ansible managed", "inventory_hostname": host}
    for part in parts:
        values |= yaml.safe_load(_readdressed(lab, part)) if part.exists() else {}
    text = _readdressed(lab, ansible / "roles" / role / "templates" / template)
    while "{{" in text:  # a value may name another
        text = _JINJA.from_string(text).render(values)
    return text


_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701  (units, not pages)


def _readdressed(lab: Homelab, path: Path) -> str:
    return path.read_text().replace(WRITTEN_FOR, f"{lab.net}.")
