"""No secret reaches an artefact or the terminal, whatever goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.__main__ import main
from reports.formats import FORMATS
from tests.suite.conftest import Project

LOADED = "correct-horse-battery"
PLANTED = (
    LOADED,
    "sk-ant-" + "api03-CanaryCanary0123456789",
    "hvs." + "CANARYcanaryCANARYcanary",
    "7ca9a7f0-1111-4222-8333-c0ffeec0ffee",
    "GITEA_TOKEN=canarycanarycanary",
)
LOUD = (
    "-vv",
    "--showlocals",
    "-o",
    "log_cli=true",
    "--log-cli-level=DEBUG",
    "--log-file=run.log",
    "-rA",
    "--junitxml=theirs.xml",
    "--active",
)


@pytest.fixture
def planted(project: Project) -> Project:
    """Canaries in everything that the probes read, and one of them as a secret of the estate, which a step loads."""
    project.write("token", LOADED)
    (project.path / "token").chmod(0o600)
    estate = (project.path / "estate.toml").read_text()
    project.write("estate.toml", estate + '\n[ntfy]\nurl = "http://192.0.2.1"\ntopic = "alerts"\ntoken = { file = "token" }\n')
    note = " ".join(PLANTED)
    for thing in (project.path / "host").iterdir():
        thing.write_text(f"{thing.read_text().strip()}\n{note}")
    project.edit("sample_steps.py", "def it_is(thing: Thing, state: str) -> None:", "def it_is(thing: Thing, state: str, estate) -> None:")
    project.edit("sample_steps.py", "    print(thing.note)", "    estate.ntfy.token.value()\n    print(thing.note)")
    return project


def leaks(project: Project, said: str) -> list[str]:
    """Where a canary can be found; the planted places themselves do not count."""
    values = [canary.partition("=")[2] or canary for canary in PLANTED]
    places = {
        path: path.read_bytes().decode(errors="replace")
        for path in project.path.rglob("*")
        if path.is_file() and not _planted(project, path)
    }
    shown = {**{str(path): text for path, text in places.items()}, "terminal": said}
    return [f"{value} in {place}" for place, text in shown.items() for value in values if value in text]


def _planted(project: Project, path: Path) -> bool:
    inside = path.relative_to(project.path)
    return inside.parts[0] in {"host", "target", "token"} or "__pycache__" in inside.parts


@pytest.mark.parametrize("state", ["closed", "open", "crash", "sold"])
@pytest.mark.parametrize("options", [LOUD, ("--remediate", "--yes", "--allow-disruption", *LOUD)])
def test_sweep(planted: Project, state: str, options: tuple[str, ...]) -> None:
    """Met, not met, unseen, does not apply; audit and repair; as loud as pytest can be; and every form that is made of the results later."""
    planted.edit("host/door", "closed", state)

    done = planted.run(*options)
    for form in FORMATS:
        assert main(["--report-dir", str(planted.report.parent), form, "--out", str(planted.path / f"made-later.{form}")]) == 0

    assert done.returncode in {0, 1, 11}
    assert "***" in done.stdout
    assert leaks(planted, done.stdout + done.stderr) == []


@pytest.mark.parametrize(
    "crash",
    [
        "\n\ndef pytest_runtest_logfinish():\n    raise RuntimeError(NOTE)\n",
        "\n\ndef pytest_collection_finish():\n    raise RuntimeError(NOTE)\n",
    ],
)
def test_crash_of_the_suite_itself(planted: Project, crash: str) -> None:
    """Even pytest's own account of an internal error is masked."""
    steps = (planted.path / "sample_steps.py").read_text()
    planted.write("sample_steps.py", steps + f"\n\nNOTE = Path('host/door').read_text() if Path('host/door').exists() else ''{crash}")

    done = planted.run(*LOUD)

    assert done.returncode == 3
    assert leaks(planted, done.stdout + done.stderr) == []


def test_a_leak_would_be_found(planted: Project) -> None:
    """The sweep itself sees: without masking it finds every canary."""
    planted.edit("sample_steps.py", "    print(thing.note)", "    Path('leak.txt').write_text(thing.note)")

    done = planted.run()

    assert len(leaks(planted, done.stdout)) == len(PLANTED)
