"""Two looks in one run, and the fixes between them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from tests.suite.conftest import Project


@pytest.fixture
def broken(project: Project) -> Project:
    project.write("host/door", "open\n")
    project.write("host/window", "open\n")
    project.write("host/stove", "cold\n")
    return project


def test_plan_changes_nothing(broken: Project) -> None:
    """--plan shows each change as a sentence and a diff, and leaves everything as it is."""
    done = broken.run("--plan")

    assert done.returncode == 1
    assert "write " in done.stdout
    assert "-open" in done.stdout
    assert "+closed" in done.stdout
    assert (broken.path / "host/door").read_text() == "open\n"


def test_remediate(broken: Project) -> None:
    """Safe fixes are applied, disruptive ones held back; the last look decides, and the first one is told."""
    done = broken.run("--remediate", "--yes")

    assert done.returncode == 1
    assert broken.row("house.door")["outcome"] == "fixed"
    assert broken.row("house.door")["before"] == "not met"
    assert broken.row("house.door")["done"] == [f"write {broken.path}/host/door", f"write {broken.path}/host/window"]
    assert broken.row("house.stove")["outcome"] == "not met"
    assert "held back: it restarts or reloads something" in done.stdout


def test_allow_disruption(broken: Project) -> None:
    """With permission everything that a machine may fix is fixed; exit 0, or 10 when asked for."""
    done = broken.run("--remediate", "--yes", "--allow-disruption", "--detailed-exitcode")

    assert done.returncode == 10
    assert broken.outcomes()["house.stove"] == "fixed"
    assert broken.run("--remediate", "--yes", "--allow-disruption", "--detailed-exitcode").returncode == 0


def test_fixes_are_items(broken: Project) -> None:
    """Each fix is told by its name, as an item of its own."""
    done = broken.run("--remediate", "--yes", "-v")

    assert re.search(r"^\[ 50%\]  done            close$", done.stdout, re.MULTILINE)
    assert "[100%]  left alone      restart_stove" in done.stdout


def test_progress_ends_at_100(broken: Project) -> None:
    """No pass shows progress beyond 100 %."""
    done = broken.run("--remediate", "--yes", "-v")

    assert "[100%]" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.endswith("%]") and int(line.split("[")[-1].strip("%] ")) > 100]


def test_junit_counts_the_final_state(broken: Project) -> None:
    """What a fix mended is no failure, neither in our junit.xml nor in pytest's."""
    broken.run("--remediate", "--yes", "--allow-disruption", "--junitxml=theirs.xml")

    for file in (broken.path / "theirs.xml", broken.report / "junit.xml"):
        suite = ET.parse(file).getroot().find("testsuite")
        assert suite is not None
        assert (suite.get("failures"), suite.get("errors")) == ("0", "0")


def test_nothing_to_repair(project: Project) -> None:
    """With nothing to repair one look is enough, and everybody hears its results."""
    done = project.run("--remediate", "--yes", "--junitxml=theirs.xml")

    suite = ET.parse(project.path / "theirs.xml").getroot().find("testsuite")
    assert done.returncode == 0
    assert suite is not None
    assert suite.get("tests") == "5"
    assert project.row("house.door")["before"] is None


def test_only_fix_and_max_fixes(broken: Project) -> None:
    """Fixes can be narrowed by name and by number."""
    broken.run("--remediate", "--yes", "--allow-disruption", "--only-fix", "restart_stove")
    assert broken.outcomes()["house.door"] == "not met"
    assert broken.outcomes()["house.stove"] == "fixed"

    broken.run("--remediate", "--yes", "--max-fixes", "0")
    assert broken.outcomes()["house.door"] == "not met"


def test_a_fix_that_does_not_help(broken: Project) -> None:
    """A fix whose rows are seen just as before is taken back, and said to have failed."""
    broken.edit("sample_fixes.py", 'HOST / offence.data["name"]', "HOST / f\"{offence.data['name']}.new\"")

    done = broken.run("--remediate", "--yes")

    assert broken.outcomes()["house.door"] == "fix failed"
    assert done.returncode == 12
    assert not (broken.path / "host/door.new").exists()


def test_a_fix_that_crashes(broken: Project) -> None:
    """A fix that trips over itself fails its own item; the rows stay not met and the other fixes go on."""
    broken.edit("sample_fixes.py", "def close(offences: Offences) -> list[WriteFile]:\n", "def close(offences):\n    raise RuntimeError\n")

    done = broken.run("--remediate", "--yes", "--allow-disruption")

    assert broken.outcomes()["house.stove"] == "fixed"
    assert broken.outcomes()["house.door"] == "fix failed"
    assert done.returncode == 12


def test_a_refused_change(broken: Project) -> None:
    """A change that the target refuses fails its fix with the target's own sentence."""
    (broken.path / "host/real").write_text("open\n")
    (broken.path / "host/door").unlink()
    (broken.path / "host/door").symlink_to("real")

    done = broken.run("--remediate", "--yes")

    assert broken.outcomes()["house.door"] == "fix failed"
    assert done.returncode == 12
    assert (broken.path / "host/real").read_text() == "open\n"


def test_a_kept_plan_is_carried_out(broken: Project) -> None:
    """--plan-out keeps what --plan showed; --apply-plan makes exactly that, unasked."""
    shown = broken.run("--plan", "--plan-out=kept.json").stdout

    done = broken.run("--apply-plan=kept.json")

    assert (broken.path / "kept.json").stat().st_mode & 0o777 == 0o600
    assert "+closed" in shown
    assert broken.outcomes()["house.door"] == "fixed"
    assert broken.outcomes()["house.stove"] == "not met"
    assert done.returncode == 1


def test_a_stale_plan_is_refused(broken: Project) -> None:
    """When what the plan was made on has changed, nothing is done, and the exit code says why."""
    broken.run("--plan", "--plan-out=kept.json")
    broken.write("host/window", "ajar\n")

    done = broken.run("--apply-plan=kept.json")

    assert done.returncode == 15
    assert f"the plan is stale: {broken.path}/host/window is no longer what the plan was made on" in done.stdout
    assert (broken.path / "host/door").read_text() == "open\n"

    (quiet,) = broken.run("-q", "--apply-plan=kept.json").stdout.splitlines()
    assert quiet.startswith("plan stale; ")


@pytest.mark.parametrize("text", ["", "{}", '{"schema": "other", "target": "here", "observed": "", "steps": []}'])
def test_what_is_no_plan_is_refused(broken: Project, text: str) -> None:
    """A file that --plan-out did not write, or that was edited: one error that names it, before anything is looked at."""
    broken.write("kept.json", text)

    done = broken.run("--apply-plan=kept.json")

    assert done.returncode == 4
    assert "kept.json: not a" in done.stderr


@pytest.mark.parametrize("options", [("--plan-out=x",), ("--apply-plan=x", "--plan"), ("--apply-plan=x", "--only-fix=close")])
def test_options_of_plans_that_make_no_sense(broken: Project, options: tuple[str, ...]) -> None:
    """One clear error."""
    assert broken.run(*options).returncode == 4


COMMAND = "from remediations.changes_running import Command\n"


def test_stale_plan(broken: Project) -> None:
    """What changed between plan and repair is not overwritten: exit 15."""
    spoil = "Command('spoil', ('sh', '-c', f'echo other > {HOST}/door; touch {HOST}/spoilt'), ('test', '-e', f'{HOST}/spoilt'), f'{HOST}/spoilt', leaves=True)"
    broken.edit("sample_fixes.py", "from remediations.fix import", f"{COMMAND}from remediations.fix import")
    broken.edit("sample_fixes.py", "    return [WriteFile(str(HOST / offence", f"    return [{spoil}, *(WriteFile(str(HOST / offence")
    broken.edit("sample_fixes.py", "for offence in offences]", "for offence in offences)]")

    done = broken.run("--remediate", "--yes")

    assert done.returncode == 15
    assert (broken.path / "host/door").read_text() == "other\n"
    assert broken.outcomes()["house.door"] == "fix failed"


def test_rollback_that_fails(broken: Project) -> None:
    """When a fix fails and cannot be taken back, hands are needed: exit 13."""
    stuck = "Command('mark', ('touch', f'{HOST}/mark'), ('test', '-e', f'{HOST}/mark'), f'{HOST}/mark', undo=('false',))"
    broken.edit("sample_fixes.py", "from remediations.fix import", f"{COMMAND}from remediations.fix import")
    broken.edit("sample_fixes.py", "    return [WriteFile(str(HOST / offence", f"    return [{stuck}, *(WriteFile(str(HOST / offence")
    broken.edit("sample_fixes.py", "for offence in offences]", "for offence in offences)]")
    (broken.path / "host/real").write_text("open\n")
    (broken.path / "host/door").unlink()
    (broken.path / "host/door").symlink_to("real")

    assert broken.run("--remediate", "--yes").returncode == 13


def test_estate_decides_on_active(project: Project) -> None:
    """The estate may allow active observations; the command line has the last word."""
    project.write("estate.toml", "active = true\n" + (project.path / "estate.toml").read_text())

    project.run()
    assert project.outcomes()["house.bell"] == "met"

    project.run("--no-active")
    assert project.outcomes()["house.bell"] == "not observed"


def test_selection(project: Project) -> None:
    """A report speaks only of what was asked for."""
    project.run("--requirement", "house.door", "--requirement", "house.roof")
    assert set(project.outcomes()) == {"house.door", "house.roof"}

    project.run("-m", "should")
    assert set(project.outcomes()) == {"house.window"}
