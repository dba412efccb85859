"""The matrix leads from each sentence to what keeps it, and back, and says where the way ends."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

from tests.scene import ROOT
from tests.suite.conftest import Project

MAP = '["Rooms"]\n1 = {{ digest = "0", ids = ["house.stove"{more}] }}\n2 = {{ digest = "1"{reason} }}\n'


@cache
def ours() -> str:
    """The matrix of this project itself, asked where no estate is."""
    return subprocess.check_output([sys.executable, "-m", "pytest", "--matrix"], cwd=ROOT, text=True, env={"PATH": "/usr/bin:/bin"})


def test_the_matrix_touches_no_host(project: Project) -> None:
    """It needs no estate and leaves no report."""
    (project.path / "estate.toml").unlink()
    project.write("features/adr-023.sentences.toml", MAP.format(more="", reason=', decides_nothing = "context"'))

    told = project.run("--matrix")

    assert told.returncode == 0
    assert "      1 -> house.stove\n      2 -> decides nothing: context\n" in told.stdout
    assert "  house.stove (must), of sentence 1\n" in told.stdout
    assert "    -> restart_stove (disruptive)\n" in told.stdout
    assert "  restart_stove -> house.stove -> 1\n" in told.stdout
    assert not (project.path / "reports").exists()


def test_gaps_are_marked_where_they_are_and_listed_at_the_end(project: Project) -> None:
    """A sentence that nothing keeps, one that is kept by nobody, a requirement of no sentence, and one without a proof."""
    project.write("features/adr-023.sentences.toml", MAP.format(more=', "house.cellar"', reason=""))

    told = project.run("--matrix").stdout

    assert "      2 -> GAP: mapped to nothing" in told
    for gap in (
        "sentence 2 (Rooms) is mapped to nothing",
        "sentence 1 is kept by house.cellar, which does not exist",
        "house.door keeps no sentence of the ADR",
        "house.stove is UNPROVEN: no wound was seen to turn it red",
    ):
        assert f"  GAP {gap}\n" in told


def test_every_sentence_of_the_adr_is_mapped_and_every_requirement_keeps_one() -> None:
    """The project's own matrix has no gap but what is not proven yet."""
    gaps = re.findall(r"^  GAP (.*)$", ours(), flags=re.MULTILINE)

    assert [gap for gap in gaps if "UNPROVEN" not in gap] == []


def test_a_scenario_leads_to_the_probes_that_its_steps_ask() -> None:
    """By what the steps name, through the steps that they call, and through the annotations of what they are handed."""
    assert "    -> glance, glance_links\n    -> tend_dashboard (safe)" in ours()
    assert re.search(r"^    -> .*\bpublishing\b.*\bsystemd\b.*\n    -> stop_publishing", ours(), flags=re.MULTILINE)
