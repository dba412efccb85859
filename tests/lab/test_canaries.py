"""No secret leaves the host: laid out in every place that the probes read, none is found in anything that a run prints, logs or writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.__main__ import main
from reports.formats import FORMATS
from tests import ready
from tests.lab import canaries
from tests.repairs import REPAIR, scopes
from tests.scene import Scene

LOUD = ("-vv", "--showlocals", "-rA", "-o", "log_cli=true", "--log-cli-level=DEBUG", "--log-level=DEBUG", "--no-active")


@pytest.fixture(scope="module")
def planted(scene: Scene) -> Iterator[Scene]:
    """A lab full of canaries."""
    scene.lab("reset")
    canaries.plant(scene)
    yield scene
    scene.lab("reset")


@pytest.mark.parametrize(
    "options",
    [("--plan", "--allow-disruption", "--plan-out={0}/plan.json"), ("-p", "tests.lab.crashing"), (*REPAIR, *scopes())],
    ids=["met, not met and planned", "every look trips", "mended"],
)
def test_sweep(planted: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]) -> None:
    """As loud as pytest can be, the terminal, the logs, the plan, the reports and every other form of them hold no secret."""
    told = [
        f"--estate={planted.facts()['estate']}",
        f"--report-dir={tmp_path}",
        f"--log-file={tmp_path}/log",
        f"--junitxml={tmp_path}/theirs.xml",
    ]

    ready.audit([*told, *LOUD, *(option.format(tmp_path) for option in options)], tmp_path / "said")
    for form in FORMATS:
        assert main(["--report-dir", str(tmp_path), form]) == 0
        (tmp_path / form).write_text(capsys.readouterr().out)

    said = (tmp_path / "said").read_text()
    assert said.count("***") > 10, said[-2000:]
    assert canaries.leaks(tmp_path, canaries.secrets(planted)) == []


def test_a_leak_would_be_found(planted: Scene, tmp_path: Path) -> None:
    """The search itself sees: in whatever case, and every secret of the lab."""
    known = canaries.secrets(planted)
    assert len(known) > 30
    (tmp_path / "one").write_text("\n".join(f"x{one.upper()}x" for one in known))

    assert len(canaries.leaks(tmp_path, known)) == len(known)
