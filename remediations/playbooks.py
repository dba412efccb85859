"""The playbooks repository: what it would have to say, as patches that a person reads and applies."""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath

from ruamel.yaml import YAML

from probes.estate import Estate
from probes.playbooks import Playbooks
from remediations.changes import Change
from remediations.changes_running import Command
from remediations.fix import Offence, Offences, fix
from remediations.patches import WritePatch, patch

IMPORTS = {
    "create-lxc.yml": "- name: Provision the container\n  ansible.builtin.import_playbook: create-lxc.yml\n  vars:\n    lxc_target: {host}\n\n",
    "netbird.yml": "- name: Join the overlay\n  ansible.builtin.import_playbook: netbird.yml\n  vars:\n    netbird_target: {host}\n\n",
}  # fmt: skip
INSTALL = "\n- name: Install what ADR-023 asks for and nothing else installs\n  ansible.builtin.package:\n    name: [{tools}]\n"
Texts = dict[PurePosixPath, str]


@fix("patch", touches=("patches:*",))
def patch_inventory(offences: Offences, playbooks: Playbooks) -> list[Change]:
    """Pin what the estate knows of the container."""
    path = playbooks.inventory_path
    return _patch(playbooks, "playbooks-inventory.patch", "Pin agents in the inventory as it runs", {path: _pinned(playbooks, offences[0])})


def _pinned(playbooks: Playbooks, offence: Offence) -> str:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    tree = yaml.load(playbooks.checkout.read(playbooks.inventory_path))
    groups = tree["all"].setdefault("children", {})
    group = next((name for name in groups if name.replace("-", "_") == "apps_pool"), "apps_pool")
    hosts = groups.setdefault(group, {}).setdefault("hosts", {})
    hosts[offence.data["host"]] = {**(hosts.get(offence.data["host"]) or {}), **offence.data["values"]}
    out = io.StringIO()
    yaml.explicit_start = True
    yaml.dump(tree, out)
    return out.getvalue()


@fix("patch", touches=("patches:*",))
def patch_playbooks(offences: Offences, playbooks: Playbooks, estate: Estate) -> list[Change]:
    """One patch for all that the playbooks lack and a machine can say; an empty one says nothing."""
    texts: Texts = {}
    for offence in offences:
        _mend(texts, playbooks, estate, offence)
    return _patch(playbooks, "playbooks.patch", "Have the playbooks write what ADR-023 asks of agents", texts) if texts else []


def _mend(texts: Texts, playbooks: Playbooks, estate: Estate, offence: Offence) -> None:
    data = offence.data
    if template := data.get("template"):
        path = PurePosixPath(template)
        texts[path] = _unit(_text(texts, playbooks, path), data["settings"], data["drop"])
    for key, value in data.get("host_vars", {}).items():
        path = playbooks.inventory_path.parent / "host_vars" / f"{estate.agents.hostname}.yml"
        texts[path] = _assigned(_text(texts, playbooks, path), key, value)
    for name in data.get("imports", ()):
        path = playbooks.directory / "playbooks" / data["playbook"]
        head, marker, rest = _text(texts, playbooks, path).partition("---\n")
        texts[path] = (
            f"{head}{marker}{IMPORTS[name].format(host=estate.agents.hostname)}{rest}"
            if marker
            else IMPORTS[name].format(host=estate.agents.hostname) + head
        )
    if tools := data.get("tools"):
        path = playbooks.directory / "roles" / "common_tools" / "tasks" / "main.yml"
        texts[path] = _text(texts, playbooks, path).rstrip("\n") + "\n" + INSTALL.format(tools=", ".join(tools))
    for path_, names in data.get("files", {}).items():
        path = PurePosixPath(path_)
        texts[path] = "".join(
            line for line in _text(texts, playbooks, path).splitlines(keepends=True) if not any(name in line for name in names)
        )


def _text(texts: Texts, playbooks: Playbooks, path: PurePosixPath) -> str:
    return texts[path] if path in texts else playbooks.checkout.read(path) or ""


def _assigned(text: str, key: str, value: str) -> str:
    line = f"{key}: {value}\n"
    replaced, count = re.subn(rf"(?m)^{re.escape(key)}:.*\n", line, text)
    return replaced if count else text.rstrip("\n") + f"\n{line}"


def _unit(text: str, settings: dict[str, list[str]], drop: list[str]) -> str:
    """Trap variables out, each setting once, right below its section's head."""
    lines = [line for line in text.splitlines() if not any(name in line for name in drop)]
    for key, (section, value) in settings.items():
        keep = ("After", "OnFailure")
        lines = [line for line in lines if key in keep or not line.startswith(f"{key}=")]
        place = lines.index(f"[{section}]") + 1 if f"[{section}]" in lines else len(lines)
        lines.insert(place, f"{key}={value}")
    return "\n".join(lines) + "\n"


def _patch(playbooks: Playbooks, name: str, message: str, texts: Texts) -> list[Change]:
    files = {str(path): (playbooks.checkout.read(path), text) for path, text in texts.items()}
    return [WritePatch(name, str(playbooks.checkout.path), patch(message, files))]


def _url(place: str, repository: str) -> str:
    """An estate names where Forgejo's clones come from: the repository itself, or what its URL begins with."""
    return place if place.removesuffix(".git").endswith(f"/{repository}") else f"{place}/{repository}.git"


@fix("safe", touches=("/home/*/**",))
def clone_repository(offences: Offences, estate: Estate) -> list[Change]:
    """Clone where there is nothing; what stands in the way is a person's work and stays."""
    if not estate.forgejo or not all(offence.data["missing"] for offence in offences):
        return []
    agents, place = estate.agents, str(estate.agents.clone)
    url = _url(estate.forgejo.clone_urls[0].rstrip("/"), estate.forgejo.repository)
    clone = ("git", "clone", "--quiet", url, place)
    return [Command(f"clone {url} to {place}", clone, ("test", "-e", place), place, ("rm", "-r", place), user=agents.user)]
