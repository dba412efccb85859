"""A run that was broken off is settled by the next repair, be there something to mend or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from probes.link import Link
from remediations import hands as far
from remediations.changes import WriteFile
from tests.scene import ROOT, Scene


def _suite(scene: Scene, folder: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", f"--estate={scene.facts()['estate']}", f"--report-dir={folder}", *options]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


REPAIR = ("--remediate", "--yes", "--requirement", "environment.unit")


def test_a_repair_with_nothing_to_mend_settles_what_was_broken_off(whole: None, scene: Scene, link: Link, tmp_path: Path) -> None:
    """It says what it found, frees the lock, and the journal has no open end; where nothing was broken off it takes no lock and writes nothing."""
    del whole
    hands = far.take("agents", link.start)
    hands.begin("broken", "tester", "here")
    hands.apply("broken", 1, WriteFile("/root/mark", "x\n"), "")
    hands.channel.close()
    assert "not ended" in _suite(scene, tmp_path, "--journal")[1]

    code, said = _suite(scene, tmp_path, *REPAIR)

    assert (code, "run broken was interrupted between two changes: those made are kept" in said) == (0, True)
    journal = _suite(scene, tmp_path, "--journal")[1]
    assert "not ended" not in journal
    code, said = _suite(scene, tmp_path, *REPAIR)
    assert (code, "interrupted" in said) == (0, False)
    assert _suite(scene, tmp_path, "--journal")[1] == journal
    assert _suite(scene, tmp_path, "--rollback=broken")[0] == 0
    assert scene.told("agents", "ls /root/mark 2>/dev/null || echo gone") == "gone\n"


def test_a_repair_with_nothing_to_mend_is_refused_beside_another_run(scene: Scene, link: Link, tmp_path: Path) -> None:
    """Another run at work may have made what is seen: exit 14, with who, since when and from where; the other goes on."""
    hands = far.take("agents", link.start)
    hands.begin("other", "somebody", "elsewhere")

    code, said = _suite(scene, tmp_path, *REPAIR)

    hands.end("other")
    assert (code, "locked by somebody from elsewhere since" in " ".join(said.split())) == (14, True)
    assert _suite(scene, tmp_path, *REPAIR)[0] == 0
