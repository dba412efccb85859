"""The gate on a live lab: what it lets through, what it blocks, and where it says that the fault lies."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.lab.gating import DAEMON, VARIABLES, Place
from tests.scene import Scene

pytestmark = pytest.mark.usefixtures("whole")
GLANCE = "services/glance/glance.yml"


def clone(scene: Scene, tmp_path: Path, section: str) -> Place:
    """A clone of one of the lab's repositories."""
    facts, top = scene.facts(), tmp_path / section
    subprocess.run(["git", "clone", "-q", f"{facts['root']}/services/{section}/checkout", str(top)], check=True)
    return Place(top, Path(facts["estate"]), tmp_path / "reports")


@pytest.fixture
def playbooks(scene: Scene, tmp_path: Path) -> Place:
    return clone(scene, tmp_path, "playbooks")


def test_as_decided(playbooks: Place) -> None:
    """A lab that nobody broke is allowed, harmless changes of playbooks and all, well within the budget."""
    playbooks.harmless()

    code, verdict, said = playbooks.ask(f"--change={playbooks.top}")

    assert (code, verdict["verdict"], verdict["reasons"], verdict["unseen"]) == (0, "allow", [], 0)
    assert verdict["checked"] > 80
    assert "all are kept" in said


def test_the_lines_of_a_change(scene: Scene, playbooks: Place, tmp_path: Path) -> None:
    """Each promise that a change would break is named with the file and line that breaks it: variables, inventory, the rendered unit, Glance."""
    own = scene.facts()["root"]
    estate = tmp_path / "estate.toml"
    estate.write_text(
        playbooks.estate.read_text().replace(f"{own}/services/glance/config/glance.yml", f"{own}/services/playbooks/checkout/{GLANCE}")
    )
    line = playbooks.harmful()
    playbooks.edit("ansible/inventory/hosts.yml", "lxc_id: 140", "lxc_id: 141")
    playbooks.edit(DAEMON, "Restart=always\n", "")
    playbooks.edit(GLANCE, "https://claude.ai/code", "https://claude.ai/code/session_0123")
    playbooks.commit()

    code, verdict, said = Place(playbooks.top, estate, playbooks.reports).ask(f"--change={playbooks.top}", "--time-budget=300")

    blamed = {reason["id"]: reason["where"] for reason in verdict["reasons"]}
    assert (code, verdict["verdict"], {reason["cause"] for reason in verdict["reasons"]}) == (1, "deny", {"change"})
    assert blamed["environment.playbooks"] == f"{VARIABLES}:{line}"
    assert blamed["playbooks.inventory"].startswith("ansible/inventory/hosts.yml:")
    assert blamed["playbooks.unit"].startswith(f"{DAEMON}:")
    assert blamed["dashboard.link"].startswith(f"{GLANCE}:")
    assert "the change breaks it, in ansible/inventory/hosts.yml:" in said


def test_what_was_broken_before(scene: Scene, playbooks: Place, tmp_path: Path) -> None:
    """What the checkout of the estate breaks already is told apart from what the change breaks."""
    before = clone(scene, tmp_path / "before", "playbooks")
    for place in (before, playbooks):
        place.edit(DAEMON, "PrivateTmp=yes\n", "")
        place.commit()
    estate = tmp_path / "estate.toml"
    estate.write_text(playbooks.estate.read_text().replace(f"{scene.facts()['root']}/services/playbooks/checkout", str(before.top)))
    line = playbooks.harmful()

    code, verdict, _ = Place(playbooks.top, estate, playbooks.reports).ask(f"--change={playbooks.top}", "--time-budget=300")

    told = {reason["id"]: (reason["cause"], reason["where"]) for reason in verdict["reasons"]}
    assert (code, told) == (1, {"playbooks.unit": ("before", ""), "environment.playbooks": ("change", f"{VARIABLES}:{line}")})


def test_the_runbook(scene: Scene, tmp_path: Path) -> None:
    """A change of the documents is held as one of the playbooks is."""
    docs = clone(scene, tmp_path, "docs")
    docs.edit("docs/workstation/ai-agent-dev-environment.md", "codex login --device-auth", "codex login")

    code, verdict, _ = docs.ask(f"--change={docs.top}", "--time-budget=300")

    assert code == 1
    assert [(reason["id"], reason["cause"]) for reason in verdict["reasons"]] == [("runbook.homelab-install", "change")]
    assert verdict["reasons"][0]["where"] == "docs/workstation/ai-agent-dev-environment.md:17"


def test_a_template_that_does_not_render(playbooks: Place) -> None:
    """Nobody knows what it would write: inconclusive, and the template is named."""
    playbooks.edit(DAEMON, "{{ agents_program }}", "{{ agents_programme }}")

    code, verdict, said = playbooks.ask(f"--change={playbooks.top}", "--time-budget=300")

    assert (code, verdict["verdict"]) == (11, "inconclusive")
    assert "agents_programme" in verdict["reasons"][0]["sentence"]
    assert f"in {DAEMON}:" in said


def test_an_estate_that_is_not_as_decided(scene: Scene, playbooks: Place) -> None:
    """What is broken on the host denies any change, and is not the change's fault."""
    scene.wound("environment/unit-drop-in")
    try:
        code, verdict, _ = playbooks.ask()
    finally:
        scene.lab("reset")

    assert (code, verdict["verdict"]) == (1, "deny")
    assert ("environment.unit", "estate") in {(reason["id"], reason["cause"]) for reason in verdict["reasons"]}


def test_nobody_answers(scene: Scene, playbooks: Place, tmp_path: Path) -> None:
    """A host that swallows every packet costs no more than the budget, and is no yes."""
    estate, network = tmp_path / "estate.toml", scene.subnet.rpartition(".")[0]
    estate.write_text(playbooks.estate.read_text().replace(f'address = "{network}.140"', f'address = "{network}.77"'))

    code, verdict, _ = Place(playbooks.top, estate, playbooks.reports).ask("--time-budget=4")

    assert (code, verdict["verdict"]) == (11, "inconclusive")
    assert verdict["unseen"] > 20
