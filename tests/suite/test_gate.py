"""The gate says allow only when it has looked and all is kept; whatever else happens is no yes, and one JSON on stdout."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from suite import gating
from tests.suite.conftest import ROOT, Project

SCHEMA = json.loads((ROOT / "reports/schema/gate-1.json").read_text())


def asked(project: Project, *options: str, **environment: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the verdict, and what was said to people."""
    done = project.run("--gate", *options, **environment)
    assert "Traceback" not in done.stderr
    verdict = json.loads(done.stdout)
    jsonschema.validate(verdict, SCHEMA, cls=jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker())
    return done.returncode, verdict, done.stderr


def of_run(project: Project, verdict: dict[str, Any]) -> dict[str, Any]:
    """The results of the run that a verdict names."""
    found: dict[str, Any] = json.loads((project.path / "reports" / "out" / verdict["run"] / "results.json").read_text())
    return found


def test_schema_is_a_schema() -> None:
    """The published schema is valid itself."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_allowed(project: Project) -> None:
    """All that the gate asks is kept: every must and intent that is passive; a should may be broken."""
    project.write("host/window", "open")

    code, verdict, said = asked(project)

    assert (code, verdict["verdict"], verdict["reasons"], verdict["checked"]) == (0, "allow", [], 3)
    assert "allow: 3 promises asked" in said


def test_denied(project: Project) -> None:
    """A promise that is not kept denies, and the reason is the sentence of what was seen."""
    project.write("host/door", "open")

    code, verdict, said = asked(project)

    reason = verdict["reasons"][0]
    assert (code, verdict["verdict"]) == (1, "deny")
    assert (reason["id"], reason["outcome"], reason["sentence"], reason["cause"]) == ("house.door", "not met", "the door is open", "estate")
    assert "house.door: the door is open" in said


def test_unseen_is_no_yes(project: Project) -> None:
    """What could not be looked at is inconclusive."""
    (project.path / "host/door").unlink()

    code, verdict, _ = asked(project)

    assert (code, verdict["verdict"], verdict["unseen"]) == (11, "inconclusive", 1)


def test_budget(project: Project) -> None:
    """A look that takes too long is cut off, nothing more is asked, and that is no yes."""
    steps = (project.path / "sample_steps.py").read_text()
    project.write("sample_steps.py", steps.replace("    print(thing.note)", "    import time\n    time.sleep(60)\n    print(thing.note)"))

    code, verdict, said = asked(project, "--time-budget=3")

    assert (code, verdict["verdict"], verdict["unseen"], verdict["budget"]) == (11, "inconclusive", 3, 3.0)
    assert "the time budget of 3 s was spent" in said
    assert verdict["duration"] < 30


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--nosuch",), "unrecognized arguments: --nosuch"),
        (("--estate=nosuch.toml",), "nosuch.toml: cannot be read (No such file or directory); name another with --estate=FILE"),
        (("--time-budget=0",), "--time-budget: '0' is no number of seconds above 0 and up to 86400, as in --time-budget=45"),
        (("--gate-override= ",), '--gate-override is empty; say --gate-override="the alert is known, see #12"'),
        (("--remediate",), "--gate asks all that it must and changes nothing; --remediate has no place beside it"),
        (("--requirement=house.door",), "--gate asks all that it must and changes nothing; --requirement has no place beside it"),
        (("--waive=house.door",), "--gate asks all that it must and changes nothing; --waive has no place beside it"),
        (("--explain=house.door",), "--gate asks all that it must and changes nothing; --explain has no place beside it"),
        (("--collect-only",), "--gate asks all that it must and changes nothing; --collect-only has no place beside it"),
        (("features",), "--gate asks all of the features: name no paths, and start it in the folder of the suite"),
        (("--change=.",), "the estate names neither playbooks nor docs, so there is nothing that --change could be held against"),
    ],
)
def test_bad_input_is_no_yes(project: Project, options: tuple[str, ...], sentence: str) -> None:
    """Whatever the gate does not understand is inconclusive, in one sentence."""
    code, verdict, said = asked(project, *options)

    assert code == (4 if "--nosuch" in options else 11)
    assert verdict["exit_code"] == code
    assert (verdict["verdict"], [reason["sentence"] for reason in verdict["reasons"]]) == ("inconclusive", [sentence])
    assert sentence in said


@pytest.mark.parametrize("option", ["--change=.", "--time-budget=5", "--gate-override=because"])
def test_options_of_the_gate_alone(project: Project, option: str) -> None:
    """Where no gate is asked for, its options are refused."""
    done = project.run(option)

    assert done.returncode == 4
    assert f"{option.partition('=')[0]} needs --gate" in done.stderr


def test_baseline(project: Project) -> None:
    """Beside a baseline only what is new blocks; what could not be seen blocks however long it has been so."""
    project.write("host/door", "open")
    (project.path / "host/stove").unlink()
    project.run()

    code, verdict, _ = asked(project, "--baseline")
    assert (code, {reason["id"]: reason["old"] for reason in verdict["reasons"]}) == (11, {"house.door": True, "house.stove": False})

    project.write("host/stove", "lit")
    code, verdict, said = asked(project, "--baseline")
    assert (code, verdict["verdict"], verdict["baseline"]) == (0, "allow", project.results()["run"])
    assert "none stand against it; 1 more are as bad as in" in said
    project.write("host/door", "ajar")
    assert asked(project, "--baseline")[0] == 1


def test_override(project: Project) -> None:
    """Somebody may pass all the same; the verdict that was found stands beside the reason, and in the run's results."""
    project.write("host/door", "open")

    code, verdict, said = asked(project, "--gate-override=the carpenter is here")

    assert (code, verdict["verdict"], verdict["exit_code"]) == (0, "allow", 1)
    assert verdict["override"] == {"reason": "the carpenter is here", "instead_of": "deny"}
    assert "overridden, and let through: the carpenter is here" in said
    assert of_run(project, verdict)["exit_code"] == 1
    assert of_run(project, verdict)["override"] == "the carpenter is here"
    assert not project.report.exists()


def test_override_that_cannot_be_recorded(project: Project) -> None:
    """What an override let through must stand in the history: where that cannot be written, nothing passes."""
    project.write("host/door", "open")
    (project.path / "reports" / "out" / "history.jsonl").mkdir(parents=True)

    code, verdict, _ = asked(project, "--gate-override=the carpenter is here")

    assert (code, verdict["verdict"], verdict["override"]) == (3, "inconclusive", None)
    assert "the report could not be written" in verdict["report"]


def test_no_verdict_is_no_yes(project: Project) -> None:
    """What pytest does in place of a run ends well by itself; to a gate's caller that must not be a yes."""
    assert project.run("--gate", "--markers").returncode == 11


def test_override_is_shown_in_the_next_report(project: Project) -> None:
    """The next audit's report says who was let through when and why; the one after it does not."""
    project.write("host/door", "open")
    asked(project, "--gate-override=the carpenter is here")

    said = project.run().stdout

    assert "the gate was overridden" in said
    assert "the carpenter is here" in project.results()["note"]
    project.run()
    assert "the carpenter is here" not in project.results()["note"]


def test_override_without_need(project: Project) -> None:
    """Where all is kept there is nothing to override, and nothing is recorded."""
    code, verdict, _ = asked(project, "--gate-override=just in case")

    assert (code, verdict["verdict"], verdict["override"], of_run(project, verdict)["override"]) == (0, "allow", None, "")


def test_gate_tag(project: Project) -> None:
    """The wiring holds the tag to its rule: every must and intent that is passive, and nothing else."""
    project.edit("features/house.feature", "@house.roof @must @manual @gate", "@house.roof @must @manual")
    assert "house.roof is for the gate: that asks every must and intent that is not active" in asked(project)[2]

    project.edit("features/house.feature", "@house.roof @must @manual", "@house.roof @must @manual @gate")
    project.edit("features/house.feature", "@house.window @should @fix.close", "@house.window @should @fix.close @gate")
    assert "house.window is not for the gate" in asked(project)[2]


def test_a_hook_of_git(project: Project, tmp_path: Path) -> None:
    """What Git hands on to its hooks leads no Git of the gate to another repository."""
    repository, steps = tmp_path / "repository", (project.path / "sample_steps.py").read_text()
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    looks = "    import os\n    assert 'GIT_DIR' not in os.environ\n    print(thing.note)"
    project.write("sample_steps.py", steps.replace("    print(thing.note)", looks))

    assert asked(project, GIT_DIR=str(repository / ".git"))[1]["verdict"] == "allow"


@pytest.mark.parametrize("told", ["inf", "nan", "-1", "0", "abc", ""])
def test_a_budget_that_is_none(told: str) -> None:
    """One clear sentence; nothing waits for ever, or for no time at all."""
    option = SimpleNamespace(gate=True, time_budget=told, change=None, gate_override=None)

    with pytest.raises(pytest.UsageError, match=f"--time-budget: '{told}' is no number of seconds above 0 and up to 86400"):
        gating.chosen(option, None)
