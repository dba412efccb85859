"""Of a change that breaks a promise the very piece is found; what was broken before is not its fault."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from probes.estate import Estate
from reports.findings import Observation
from suite import blame, proposal
from suite.blame import Blame, Case, TooLate
from tests.suite import test_proposal
from tests.suite.test_proposal import commit

playbooks, docs, estate = test_proposal.playbooks, test_proposal.docs, test_proposal.estate
FINE = "".join(f"line {number}\n" for number in range(40))
POISONED = {"house.key": "API_KEY", "house.door": "open"}
"""What each row must not find in any file."""


def look(estate: Estate, ids: Collection[str]) -> dict[str, Observation]:
    """Each row holds when its word stands nowhere."""
    assert estate.playbooks
    texts = {file: file.read_text() for file in sorted(estate.playbooks.path.rglob("*")) if file.is_file() and ".git" not in file.parts}
    found = {id_: [file.name for file, text in texts.items() if POISONED[id_] in text] for id_ in ids}
    return {
        id_: Observation(id_, "not met" if at else "met", f"{POISONED[id_]} stands in {' and '.join(at)}" if at else "")
        for id_, at in found.items()
    }


def case(estate: Estate, place: Path) -> Case:
    return Case(estate, proposal.find("HEAD~1..HEAD", estate), look, place)


def blames(it: Case) -> dict[str, Blame]:
    trees = {change.name: proposal.tree(change.head, it.place / f"head-{change.name}") for change in it.changes}
    seen = look(proposal.applied(it.estate, it.changes, trees), tuple(POISONED))
    return blame.find(it, {id_: one for id_, one in seen.items() if one.outcome in blame.BAD})


def test_the_piece_of_a_change(estate: Estate, playbooks: Path, tmp_path: Path) -> None:
    """Among many pieces, each broken promise has its own file and line."""
    commit(playbooks, a=FINE, b=FINE, c=FINE)
    changed = FINE.replace("line 3\n", "line three\n").replace("line 20\n", "line twenty\nexport API_KEY=1\n")
    commit(playbooks, a=FINE.replace("line 5", "line five"), b=changed, c=FINE.replace("line 7", "open"), d="new\n")

    assert blames(case(estate, tmp_path)) == {"house.key": Blame("change", "", "b:22"), "house.door": Blame("change", "", "c:8")}


def test_broken_before(estate: Estate, playbooks: Path, tmp_path: Path) -> None:
    """What the change leaves as it was is not its fault; what it breaks on top of that is, and both are told."""
    commit(playbooks, a="open\n", b="API_KEY\n")
    commit(playbooks, c="API_KEY\n")

    assert blames(case(estate, tmp_path)) == {
        "house.door": Blame("before", "open stands in a"),
        "house.key": Blame("both", "API_KEY stands in b", "c:1"),
    }


def test_files_that_come_and_go(estate: Estate, playbooks: Path, tmp_path: Path) -> None:
    """A file that is new, empty or gone is a piece as well."""
    commit(playbooks, a=FINE, empty="")
    (playbooks / "a").unlink()
    (playbooks / "empty").unlink()
    commit(playbooks, z="x\nopen\n", void="")

    assert blames(case(estate, tmp_path)) == {"house.door": Blame("change", "", "z:2")}


def test_no_time(estate: Estate, playbooks: Path, tmp_path: Path) -> None:
    """Without time to compare nobody is blamed, and the row stays bad."""
    commit(playbooks, a="open\n")

    def late(_estate: Estate, _ids: Collection[str]) -> dict[str, Observation]:
        raise TooLate

    it = Case(estate, proposal.find("HEAD~1..HEAD", estate), late, tmp_path)
    assert blame.find(it, look(estate, ["house.door"])) == {"house.door": Blame("unknown")}


@pytest.mark.parametrize("count", [1, 2, 3, 64])
def test_halving(count: int) -> None:
    """Whatever the piece, it is found, in as many looks as a number has digits in base two."""
    for guilty in range(count):
        looks: list[int] = []

        def as_bad(upto: int, ids: Collection[str], guilty: int = guilty, looks: list[int] = looks) -> set[str]:
            looks.append(upto)
            return set(ids) if upto > guilty else set()

        assert blame._halved(as_bad, {"a"}, 0, count) == {"a": guilty}
        assert len(looks) <= count.bit_length()
