"""The night watch's own units keep what the decision asks of every unit, and a little more."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from probes.sections import Agents
from probes.unitfile import File, unit
from probes.units import Unit
from steps import alarms, rules
from steps.templates import HARDENING

ROOT = Path(__file__).parents[2]
NIGHTLY = ROOT / "suite" / "nightly"
NAME = "adr023-audit.service"
SERVICES = sorted(file.name for file in NIGHTLY.glob("*.service"))
EXPOSURE = 1.5
ANALYZE = shutil.which("systemd-analyze")


def _unit(name: str) -> Unit:
    return unit(name, [File(f"/etc/systemd/system/{name}", (NIGHTLY / name).read_text())])


@pytest.mark.parametrize("name", SERVICES)
def test_the_decision_holds_for_it_too(name: str) -> None:
    """After and Wants the network, hardened, no command as root, and OnFailure names the estate's alert for this very unit."""
    service, agents = _unit(name), Agents.model_validate({"address": "10.0.10.140"})

    assert rules.of_order(service, "network-online.target") == ()
    assert "network-online.target" in service.pulls
    assert rules.of_settings(service, HARDENING) == ()
    assert rules.privileged(service) == []
    assert service.settings["DynamicUser"] == "yes"
    assert alarms.of_alert(service, agents) == ()


def test_it_leaves_credentials_to_systemd() -> None:
    """No secret stands in the unit, its environment or its arguments: they are loaded, for this unit alone."""
    text = (NIGHTLY / NAME).read_text()

    assert "LoadCredential=adr023:/etc/adr023/credentials\n" in text
    assert sorted(variable.name for variable in _unit(NAME).variables) == ["COLUMNS", "HOME", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"]


@pytest.mark.skipif(not ANALYZE, reason="not run: systemd-analyze is not on this machine")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    """systemd-analyze verify has no word to say about services and timers, once the program is there."""
    for file in NIGHTLY.iterdir():
        (tmp_path / file.name).write_text(file.read_text().replace("/opt/adr-023/.venv/bin/python", sys.executable))

    done = _analyze("verify", *map(str, tmp_path.iterdir()))

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.skipif(not ANALYZE, reason="not run: systemd-analyze is not on this machine")
def test_systemd_calls_it_safe(name: str) -> None:
    """The exposure that systemd-analyze security counts stays far below what the estate allows an agent's unit (6.0)."""
    done = _analyze("security", "--offline=true", f"--threshold={EXPOSURE * 10:.0f}", str(NIGHTLY / name))

    assert done.returncode == 0, done.stdout


def _analyze(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", "--no-pager", *words], capture_output=True, text=True, check=False)
