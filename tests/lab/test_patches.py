"""Patches are for a person: Git would take them, nothing is committed, and a fix on the host says when the playbooks would undo it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from probes.estate import Estate
from tests import ready
from tests.repairs import REPAIR
from tests.scene import Scene

HURT = (
    "environment/unit-drop-in", "environment/playbooks-host-vars", "playbooks/inventory-other-number", "playbooks/labels-of-dev",
    "playbooks/unit-no-alert", "runbook/install-no-codex", "runbook/theming-gone", "runbook/auth-file-no-password",
)  # fmt: skip


def _git(checkout: Path, *words: str) -> str:
    command = ["git", "-c", "safe.directory=*", "-C", str(checkout), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_patches_apply_and_nothing_is_committed(scene: Scene, estate: Estate, tmp_path: Path) -> None:
    """`git apply --check` takes each in its repository; the repositories are as they were."""
    scene.hurt(*HURT)
    assert estate.playbooks
    assert estate.docs
    places = {"playbooks": estate.playbooks.path, "docs": estate.docs.path}
    before = {name: _git(path, "status", "--porcelain") + _git(path, "rev-parse", "HEAD") for name, path in places.items()}

    ready.audit([f"--estate={scene.facts()['estate']}", f"--report-dir={tmp_path}", *REPAIR, "--no-active"], tmp_path / "printed")

    said = " ".join((tmp_path / "printed").read_text().split())
    patches = sorted((tmp_path / "patches").iterdir())
    assert [patch.name for patch in patches] == ["docs-runbook.patch", "playbooks-inventory.patch", "playbooks.patch"]
    for patch in patches:
        _git(places[patch.name.removesuffix(".patch").partition("-")[0]], "apply", "--check", str(patch))
        assert not patch.read_text().startswith("---"), "its message stands in front"
    assert {name: _git(path, "status", "--porcelain") + _git(path, "rev-parse", "HEAD") for name, path in places.items()} == before
    assert "the playbooks would write it again (environment.playbooks, playbooks.unit)" in said
