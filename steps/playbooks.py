"""Playbooks: what they would build, install, write and label, held against what was decided and what is asked of the live host."""

from __future__ import annotations

import re
from typing import Any

from pytest_bdd import given, then

from probes import plays
from probes.estate import Estate
from probes.playbooks import Playbooks
from probes.plays import Playbook, Task
from probes.rendering import rendered
from steps.outcomes import Violation

Rows = list[list[str]]
ALSO = {
    "node": ("nodejs", "node"), "python": ("python3", "python"), "delta": ("git-delta", "delta"), "difft": ("difftastic", "difft"),
}  # fmt: skip
INSTALLERS = {"apt", "package", "get_url", "pip", "npm", "unarchive", "dpkg", "dnf", "snap", "copy", "command", "shell"}


def read(playbooks: Playbooks, name: str) -> Playbook:
    """One playbook; one that is no YAML, or not there, is a violation that names the file and the line."""
    try:
        found = playbooks.playbook(name)
    except ValueError as error:
        raise Violation(str(error), playbook=name) from error
    if not found.files:
        raise Violation(f"there is no {found.path}", playbook=name)
    return found


@given("the playbook of agents", target_fixture="playbook")
def the_playbook(playbooks: Playbooks) -> Playbook:
    """agents.yml with all that it imports, includes and uses."""
    return read(playbooks, "agents.yml")


@given("the playbooks of agents and dev", target_fixture="both")
def both_playbooks(playbooks: Playbooks) -> tuple[Playbook, Playbook]:
    """agents.yml and dev.yml."""
    return read(playbooks, "agents.yml"), read(playbooks, "dev.yml")


@then("Ansible accepts it, and nothing that it leads to is missing")
def accepted(playbooks: Playbooks, playbook: Playbook) -> None:
    """Every file that it imports, includes or uses is there, and `ansible-playbook --syntax-check` has nothing against it."""
    if playbook.missing:
        raise Violation(f"{playbook.path} leads to what is missing: {', '.join(playbook.missing)}", playbook="agents.yml")
    if said := playbooks.syntax("agents.yml"):
        raise Violation(f"Ansible does not accept {playbook.path}: {said}", playbook="agents.yml")


@then("it imports each of")
def imports(playbook: Playbook, datatable: Rows) -> None:
    """By import_playbook, for agents."""
    imported = {name for name, handed in playbook.imports if not handed or any("agents" in word for word in plays.words(handed))}
    if lacking := [row[0] for row in datatable[1:] if row[0] not in imported]:
        raise Violation(f"{playbook.path} does not import {' and '.join(lacking)} for agents", playbook="agents.yml", imports=lacking)


@then("it installs each of")
def installs(playbooks: Playbooks, playbook: Playbook, datatable: Rows) -> None:
    """A task that installs names it, itself or through the variables it uses, and no later one takes it away again."""
    installed: set[str] = set()
    for task in playbook.tasks:
        installed = installed - _removed(playbooks, playbook, task) | _installed(playbooks, playbook, task)
    if lacking := [row[0] for row in datatable[1:] if not _names(row[0]) & installed]:
        raise Violation(f"{playbook.path} does not install {', '.join(lacking)}", playbook="agents.yml", tools=lacking)


def _names(tool: str) -> set[str]:
    return set(ALSO.get(tool, (tool,)))


def _installed(playbooks: Playbooks, playbook: Playbook, task: Task, host: str = "agents") -> set[str]:
    """The words of a task that installs, with those of the variables that it names."""
    return set() if task.module not in INSTALLERS or _takes_away(task) else _said(playbooks, playbook, task, host)


def _removed(playbooks: Playbooks, playbook: Playbook, task: Task) -> set[str]:
    return _said(playbooks, playbook, task, "agents") if _takes_away(task) else set()


def _said(playbooks: Playbooks, playbook: Playbook, task: Task, host: str) -> set[str]:
    variables = playbooks.variables(host, playbook, task)
    said = list(plays.words(task.arguments))
    used = {name for text in said for name in re.findall(r"[a-z_][a-z0-9_]*", " ".join(re.findall(r"{{(.*?)}}", text)))}
    said += [word for name in used for word in plays.words(variables.get(name, ()))]
    return {piece for word in said for piece in re.split(r"[\s/=,]+", word)}


def _takes_away(task: Task) -> bool:
    held = task.arguments.get("with")
    return isinstance(held, dict) and held.get("state") == "absent"


@then("it clones the repository, creates the service user and lays down the unit")
def builds(playbooks: Playbooks, playbook: Playbook, estate: Estate) -> None:
    """A git task for the estate's repository, a user task for the service user, a template or copy to the unit's file, and no task that
    keeps the unit from starting: disabled, stopped or masked.
    """
    agents = estate.agents
    repository = estate.forgejo.repository if estate.forgejo else agents.clone.name
    wanted = {
        f"clone {repository}": ("git", repository),
        f"create {agents.user}": ("user", agents.user),
        f"lay down {agents.unit}": ("template copy", f"/etc/systemd/system/{agents.unit}"),
    }
    said = {(task.module, text) for task in playbook.tasks if not _takes_away(task) for text in _resolved(playbooks, playbook, task)}
    lacking = [
        what for what, (modules, word) in wanted.items() if not any(module in modules.split() and word in text for module, text in said)
    ]
    if lacking:
        raise Violation(f"{playbook.path} does not {' nor '.join(lacking)}", playbook="agents.yml")
    undone = [task.file for task in playbook.tasks if _switches_off(task) and agents.unit in " ".join(_resolved(playbooks, playbook, task))]
    if undone:
        raise Violation(f"{', '.join(undone)} keeps {agents.unit} from starting", playbook="agents.yml")


def _switches_off(task: Task) -> bool:
    """A task about the unit that disables, stops, masks or removes it, by a module or by systemctl."""
    held = task.arguments.get("with")
    if task.module in {"command", "shell"}:
        return bool(re.search(r"systemctl\b.*\b(disable|mask|stop)\b", " ".join(plays.words(held))))
    if task.module == "file":
        return _takes_away(task)
    if task.module not in {"systemd", "systemd_service", "service"} or not isinstance(held, dict):
        return False
    return str(held.get("enabled", True)).lower() in {"false", "no"} or held.get("state") == "stopped" or held.get("masked") is True


def _resolved(playbooks: Playbooks, playbook: Playbook, task: Task) -> list[str]:
    variables = playbooks.variables("agents", playbook, task)
    return [or_raw(text, variables) for text in plays.words(task.arguments)]


def or_raw(text: str, variables: dict[str, Any]) -> str:
    try:
        return rendered(text, variables)
    except ValueError:
        return text


@then("one role that both use installs each of, and neither repeats one")
def shared(playbooks: Playbooks, both: tuple[Playbook, Playbook], datatable: Rows) -> None:
    """The role may be named or come as a dependency; a task elsewhere that installs one of the tools repeats it."""
    tools = [row[0] for row in datatable[1:]]
    common = [role for role in both[0].roles if role in both[1].roles]
    books = list(zip(both, ("agents", "dev"), strict=True))
    carried = {role: set.intersection(*(_tools_of(playbooks, book, role, tools, host) for book, host in books)) for role in common}
    best = max(carried, key=lambda role: len(carried[role]), default="")
    if not best or not carried[best]:
        raise Violation("agents.yml and dev.yml share no role that installs the common tools", playbook="agents.yml", role="common_tools")
    if lacking := [tool for tool in tools if tool not in carried[best]]:
        raise Violation(f"the role {best} that both use does not install {', '.join(lacking)}", playbook="agents.yml", tools=lacking)
    repeats = [
        f"{task.file} ({', '.join(again)})" for book in both for task in book.tasks
        if task.role != best and (again := [tool for tool in tools if _names(tool) & _installs_by_name(task)])
    ]  # fmt: skip
    if repeats:
        raise Violation(f"what the role {best} carries is repeated in {'; '.join(dict.fromkeys(repeats))}", playbook="agents.yml")


def _tools_of(playbooks: Playbooks, playbook: Playbook, role: str, tools: list[str], host: str) -> set[str]:
    words = {word for task in playbook.tasks if task.role == role for word in _installed(playbooks, playbook, task, host)}
    return {tool for tool in tools if _names(tool) & words}


def _installs_by_name(task: Task) -> set[str]:
    """What a task installs by its own words, as a package manager's name= or a list."""
    by_name = task.module in {"apt", "package", "pip", "npm", "get_url", "dnf"} and not _takes_away(task)
    return set(plays.words(task.arguments)) if by_name else set()
