"""Which conditions of Ansible's are known to fail before it runs."""

from __future__ import annotations

import pytest

from probes.rendering import fails

KNOWN = {"inventory_hostname": "agents", "install": False, "wanted": ["codex"]}


@pytest.mark.parametrize(
    "when",
    [
        "false",
        "install",
        "inventory_hostname == 'dev'",
        "other | default(false)",
        "'node' in wanted",
        ["install", "ansible_facts is defined"],
    ],
)
def test_what_the_inventory_answers(when: object) -> None:
    """A condition over values that stand in the inventory, or nowhere, fails whatever a run finds."""
    assert fails(when, KNOWN)


@pytest.mark.parametrize(
    "when",
    [
        "ansible_facts is defined",
        "ansible_os_family | default('') == 'Debian'",
        "'dev' in group_names",
        "done.changed",
        "not install",
        "{{ bad",
        None,
    ],
)
def test_what_only_a_run_can_answer(when: object) -> None:
    """Facts, groups and what tasks register are not known before, so a condition over them fails nothing; nor does one that is broken or true."""
    assert not fails(when, KNOWN)
