"""Playbooks are followed wherever they lead."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from probes.playbooks import Inventory
from probes.plays import playbook

FILES = {
    "a/playbooks/agents.yml": "- import_playbook: base.yml\n  vars: {target: agents}\n- hosts: agents\n  roles: [one, {role: two}]\n",
    "a/playbooks/base.yml": "- hosts: all\n  tasks:\n    - ansible.builtin.debug: {msg: hi}\n",
    "a/roles/one/tasks/main.yml": "- include_tasks: more.yml\n- include_role: {name: gone}\n",
    "a/roles/one/tasks/more.yml": "- name: block\n  block:\n    - apt: {name: [git, tmux]}\n",
    "a/roles/two/meta/main.yml": "dependencies: [{role: three}]\n",
    "a/roles/two/tasks/main.yml": "- git: {repo: x, dest: !vault secret}\n",
    "a/roles/three/tasks/main.yml": "- command: 'true'\n",
}


def _read(path: PurePosixPath) -> str | None:
    return FILES.get(str(path))


def test_imports_includes_roles_and_dependencies_are_followed() -> None:
    """Every task is found, with the role it belongs to; dependencies come before who needs them."""
    found = playbook(PurePosixPath("a/playbooks/agents.yml"), _read)

    assert found.imports == (("base.yml", {"target": "agents"}),)
    assert found.roles == ("one", "gone", "three", "two")
    assert [(task.role, task.module) for task in found.tasks] == [("", "debug"), ("one", "apt"), ("three", "command"), ("two", "git")]


def test_what_is_missing_is_named() -> None:
    """A role without tasks is a file that is not there."""
    assert playbook(PurePosixPath("a/playbooks/agents.yml"), _read).missing == ("a/roles/gone/tasks/main.yml",)


def test_broken_yaml_names_file_and_line() -> None:
    """One sentence: which file, which line, what was wrong."""
    with pytest.raises(ValueError, match=r"a/playbooks/x\.yml, line 2"):
        playbook(PurePosixPath("a/playbooks/x.yml"), lambda _: "- [unclosed\n")


def test_what_never_runs_and_what_is_for_others_is_passed_over() -> None:
    """A tag that nobody asks for, a condition that never holds, and a play for another host build nothing here."""
    text = (
        "- {import_playbook: base.yml, tags: never}\n- {hosts: dev, roles: [two]}\n"
        "- hosts: agents\n  tasks:\n    - {apt: {name: git}, when: false}\n    - {apt: {name: tmux}}\n"
    )
    found = playbook(
        PurePosixPath("a/playbooks/x.yml"), lambda path: text if path.name == "x.yml" else _read(path), lambda hosts, _: hosts == "agents"
    )

    assert (found.imports, found.roles) == ((), ())
    assert [task.arguments["with"] for task in found.tasks] == [{"name": "tmux"}]


def test_variables_of_a_play_and_of_a_role_are_told_apart() -> None:
    """A play's own stand above the inventory's, what is handed to a role above all."""
    text = "- hosts: agents\n  vars: {job: agents}\n  roles:\n    - {role: two, job: dev, when: yes}\n"
    found = playbook(PurePosixPath("a/playbooks/x.yml"), lambda path: text if path.name == "x.yml" else _read(path))

    assert (found.variables, found.parameters) == ({"job": "agents"}, {"job": "dev"})


@pytest.mark.parametrize(
    ("pattern", "taken"),
    [("agents", True), ("apps-pool", True), ("apps_pool:!agents", False), ("dev", False), ("all", True), ("dev,agents", True)],
)
def test_a_pattern_of_hosts_is_read_as_ansible_reads_it(pattern: str, *, taken: bool) -> None:
    """Names, groups in either spelling, and what is left out again."""
    held = Inventory({"apps_pool": ("agents",), "editors": ("dev",)}, {"agents": {}, "dev": {}})

    assert held.takes("agents", pattern) is taken
