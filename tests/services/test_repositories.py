"""The playbooks that Ansible accepts, and the documents beside them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lab.git import git
from lab.homelab import Homelab
from lab.services import docs, playbooks

PLAYBOOKS = ("agents", "dev", "create-lxc", "netbird", "forgejo-codex")


@pytest.fixture
def ansible(lab: Homelab) -> Path:
    playbooks.seed(lab)
    return lab.service("playbooks") / "checkout" / "ansible"


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_ansible_accepts_the_playbook(ansible: Path, name: str, tmp_path: Path) -> None:
    """ansible-playbook --syntax-check of ansible-core alone."""
    command = [str(Path(sys.executable).parent / "ansible-playbook"), "--syntax-check", f"playbooks/{name}.yml"]
    done = subprocess.run(
        command, cwd=ansible, env={**os.environ, "ANSIBLE_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_lab_elsewhere_names_its_own_net(lab: Homelab, ansible: Path) -> None:
    """Inventory and rendered templates carry the addresses of this lab."""
    assert f"ansible_host: {lab.agents}\n" in (ansible / "inventory" / "hosts.yml").read_text()
    assert lab.url("ntfy") in playbooks.rendered(lab, "ntfy_alert", "ntfy@.service.j2")
    assert "198.18.23" not in "".join(path.read_text() for path in ansible.rglob("*") if path.is_file())


def test_the_rendered_unit_leaves_nothing_open(lab: Homelab) -> None:
    """Values that name other values are rendered to the end."""
    unit = playbooks.rendered(lab, "agents", "claude-remote-control.service.j2")

    assert "ExecStart=/usr/local/bin/claude remote-control --name ready --spawn=worktree\n" in unit
    assert "WorkingDirectory=/home/agent/ready\n" in unit
    assert "{{" not in unit


@pytest.mark.parametrize("service", [docs, playbooks])
def test_a_checkout_is_clean(lab: Homelab, service: type) -> None:
    """Each is a repository whose work tree is what was committed."""
    service.seed(lab)  # type: ignore[attr-defined]
    checkout = service.estate(lab)["path"]  # type: ignore[attr-defined]

    assert git("-C", checkout, "status", "--short") == ""
    assert git("-C", checkout, "rev-list", "--count", "main").strip() == "1"
