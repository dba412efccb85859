"""A repair cuts nobody's work: what would end a session that is open on Remote Control is left undone and told, unless it is allowed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scene import ROOT, Scene

UNIT = "claude-remote-control.service"
OPEN = f"""sleep 900 >/dev/null 2>&1 </dev/null &
for top in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do test ! -d $top/system.slice/{UNIT} || echo $! > $top/system.slice/{UNIT}/cgroup.procs; done
echo $!"""
RUNS = f"systemctl show -p InvocationID --value {UNIT}"
ROWS = ("--requirement", "environment.process", "--requirement", "dashboard.link")


@pytest.fixture
def session(whole: None, scene: Scene) -> str:
    """A child of the daemon at work, beside a unit that has to be started anew to be mended. Its process number."""
    del whole
    scene.wound("environment/process-old")
    return scene.told("agents", OPEN).strip()


def test_an_open_session_outlives_a_repair(session: str, scene: Scene, tmp_path: Path) -> None:
    """Without the word nothing is restarted, and the fix is listed with what would allow it; with it the report tells of the new environment URL."""
    running = scene.told("agents", RUNS)

    code, printed, told = _repair(scene, tmp_path / "held")

    assert code == 1
    assert scene.told("agents", f"{RUNS}; kill -0 {session}") == running
    assert {repair["state"] for repair in told["repairs"] if repair["kind"] == "disruptive"} == {"held back"}
    assert "--allow-disruption allows it" in printed
    assert "this ends 1 processes of open sessions" in printed

    code, printed, told = _repair(scene, tmp_path / "allowed", "--allow-disruption")

    assert code == 0
    assert scene.told("agents", RUNS) != running
    (done,) = [text for repair in told["repairs"] for text in repair["done"] if text.startswith("restart")]
    assert (
        done
        == f"restart {UNIT} (Remote Control gets a new environment URL; a link to the list of environments still holds); this ends 1 processes of open sessions"
    )
    assert done in printed
    assert {row["id"]: row["outcome"] for row in told["requirements"]}["dashboard.link"] == "met"


def _repair(scene: Scene, folder: Path, *options: str) -> tuple[int, str, dict[str, Any]]:
    """Exit code, what was printed without the breaks of its lines, and the results."""
    command = [sys.executable, "-m", "pytest", f"--estate={scene.facts()['estate']}", f"--report-dir={folder}", "--remediate", "--yes"]
    done = subprocess.run([*command, *ROWS, *options], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return done.returncode, " ".join(done.stdout.split()), json.loads((folder / "latest" / "results.json").read_text())
