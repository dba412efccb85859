"""What a run of Ansible would bring to agents: variables that must not come, and credentials that must not travel."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pytest_bdd import given, then

from probes.playbooks import Playbooks
from probes.unseen import Unseen
from probes.vault import Vault
from steps.outcomes import Violation
from steps.traps import Traps

COPIERS = re.compile(r"\b(copy|template|fetch|synchronize|slurp|get_url|unarchive|rsync|scp)\b")
CREDENTIAL = re.compile(r"\.credentials\.json|\.codex/auth\.json|(?<![\w-])auth\.json|(?<![\w/])~?/?\.claude\.json")
CONTENT = re.compile(r"claudeAiOauth|\"refresh_token\"\s*:|\brefreshToken\b\s*[\"']?\s*:")
NAMED = re.compile(
    r"(credentials?\.json|auth\.json|claude[-_.]?(ai)?[-_.]?(oauth|credentials?)|codex[-_.]?(auth|credentials?|oauth)|oauth|refresh)",
    re.IGNORECASE,
)
REMOVES = re.compile(r"^\s*(state:\s*absent|UnsetEnvironment)|UnsetEnvironment=", re.MULTILINE)
Applied = dict[str, str]
"""The text of each file that applies to agents, by its path."""


@given("everything in the playbooks that applies to agents", target_fixture="applied")
def everything(playbooks: Playbooks) -> Applied:
    """agents.yml with what it leads to, its roles' defaults, vars, templates and files, and the variables of host and groups. A vaulted file is unseen."""
    try:
        book = playbooks.playbook("agents.yml")
    except ValueError as error:
        raise Unseen("the playbooks", "agents.yml", str(error)) from error
    groups = [group for group, hosts in playbooks.inventory.groups.items() if "agents" in hosts] + ["all"]
    base = playbooks.inventory_path.parent
    roots = [
        *(playbooks.directory / "roles" / role for role in book.roles),
        base / "host_vars" / "agents",
        *(base / "group_vars" / g for g in groups),
    ]
    found = {
        name: text
        for name in playbooks.checkout.files()
        if _applies(name, book.files, roots, playbooks.inventory_path) and (text := playbooks.checkout.read(name))
    }
    if vaulted := [name for name, text in found.items() if text.startswith("$ANSIBLE_VAULT")]:
        raise Unseen("the variables", "the playbooks checkout", f"{', '.join(vaulted)} is vaulted as a whole, so its keys cannot be read")
    return found


def _applies(name: str, files: tuple[str, ...], roots: list[PurePosixPath], inventory: PurePosixPath) -> bool:
    path = PurePosixPath(name)
    return name in files or path == inventory or any(path.is_relative_to(root) or path.with_suffix("") == root for root in roots)


@then("nothing in it sets one of the trap variables")
def none_set(applied: Applied, known: Traps) -> None:
    """A line that names one outside a comment sets it, unless it takes it away (UnsetEnvironment=, an empty value, a task with state absent)."""
    found = {name: traps for name, text in applied.items() if (traps := _set_in(text, known))}
    if found:
        said = ", ".join(f"{' and '.join(traps)} in {name}" for name, traps in found.items())
        raise Violation(f"the playbooks would set {said}", files=found)


def _set_in(text: str, known: Traps) -> list[str]:
    blocks = re.split(r"\n(?=\s*- (?:name|hosts):)", text)
    lines = [line for block in blocks if not REMOVES.search(block) or "=" in block for line in block.splitlines()]
    real = [re.split(r"(?:^|\s)[#;]|{#", line)[0] for line in lines if "UnsetEnvironment" not in line]
    return [name for name in known if any(_sets(line, name) for line in real)]


def _sets(line: str, name: str) -> bool:
    """NAME=value, NAME: value, export NAME, or the name as an item; an empty value takes it away."""
    match = re.search(rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])\s*[\"']?\s*(?P<sign>[=:])?\s*(?P<value>.*)$", line)
    return match is not None and not (match["sign"] and match["value"].strip().strip("\"'") == "")


@given("the playbooks and the names of agents' secrets", target_fixture="names")
def the_names(playbooks: Playbooks, vault: Vault) -> tuple[str, ...]:
    """Every file of the checkout, and every path below agents' own in Vault; that some are there is the witness of each."""
    playbooks.checkout.files()
    names = tuple(_below(vault, f"{vault.section.path.strip('/')}/"))
    if not names:
        raise Unseen("the names of secrets", "Vault", f"nothing is listed below {vault.section.path}")
    return names


def _below(vault: Vault, path: str) -> Iterator[str]:
    for name in vault.secrets(path):
        yield from _below(vault, f"{path}{name}") if name.endswith("/") else (f"{path}{name}",)


@then("no file of the playbooks is or copies a credential")
def not_in_playbooks(playbooks: Playbooks) -> None:
    """By name, by key names in the text or in what it decodes to, and by tasks that copy, fetch or template one."""
    faults = [words for name in playbooks.checkout.files() if (words := _fault(name, playbooks))]
    if faults:
        raise Violation("; ".join(faults))


def _fault(name: str, playbooks: Playbooks) -> str:
    if CREDENTIAL.search(f"/{name}"):
        return f"{name} is named as a credential"
    try:
        text = playbooks.checkout.read(name) or ""
    except Unseen:
        return ""  # not text: no playbook reads it as one, and copies are told by their tasks
    if CONTENT.search(text) or CONTENT.search(_decoded(text)):
        return f"{name} holds a credential"
    tasks = re.split(r"\n(?=\s*- )", text) if name.endswith((".yml", ".yaml")) else []
    copies = [task for task in tasks if COPIERS.search(task) and CREDENTIAL.search(_uncommented(task)) and "state: absent" not in task]
    return f"a task in {name} copies a credential" if copies else ""


def _uncommented(text: str) -> str:
    return "\n".join(re.split(r"(?:^|\s)#", line)[0] for line in text.splitlines())


def _decoded(text: str) -> str:
    """What the long base64 words of a text say."""
    said = []
    for word in re.findall(r"[A-Za-z0-9+/=\n ]{60,}", text):
        try:
            said.append(base64.b64decode("".join(word.split()), validate=True).decode("utf-8", "ignore"))
        except (binascii.Error, ValueError):
            continue
    return "\n".join(said)


@then("no secret of agents is named after one")
def not_in_vault(names: tuple[str, ...]) -> None:
    """Names only; no secret is read."""
    if found := [name for name in names if NAMED.search(name)]:
        raise Violation(f"Vault keeps {', '.join(found)}")
