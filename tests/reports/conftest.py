"""A run's results with one row of each kind, made without pytest."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.evidence import Asked
from reports import history, output, results
from reports.findings import Finding, Observation, Outcome, Planned, Proof, Repair, Run, Step, Vouched, Waiver
from reports.promises import Line, Promise
from reports.requirements import Requirement
from reports.results import Document

HOSTILE = "</script><img src=x onerror=alert(1)>\x1b[31m\u202e"
LONG = f"# {HOSTILE}\n" + "stat /house\n" * 20
RUN = Run(
    id="20260101T000000Z-0000",
    mode="remediate",
    estate="sample",
    estate_file="estate.toml",
    started="2026-01-01T00:00:00Z",
    ended="2026-01-01T00:00:03Z",
    seconds=3.0,
    exit_code=12,
    commit="0123456789ab",
    versions={"python": "3.11"},
    options=("--remediate",),
    hosts={"agents": "SHA256:47DEQpj8HBSa"},
    took={"agents": 4},
)
WAIVER = Waiver(
    "house.f", f"the roof waits for spring {HOSTILE}", "Milton", "2026-01-08", 7, True, f"part 5 leans {HOSTILE}",
    "0123456789abcdef", "covers", f"covers what is seen, and ends in 7 days {HOSTILE}",
)  # fmt: skip
VOUCHED = Vouched(f"Milton {HOSTILE}", "2025-12-01", f"leaned on it {HOSTILE}", "2026-05-30", 149, about_to_expire=False)
OUTCOMES: tuple[Outcome, ...] = ("met", "not met", "unseen", "not observed", "does not apply", "waived", "attested", "fixed", "fix failed")


def finding(number: int, outcome: Outcome) -> Finding:
    """A finding about a requirement of its own."""
    id_ = f"house.{'abcdefghi'[number]}"
    line = Line("Then", "then", "it stands", (("thing", "because"), ("roof", "rain")), 7)
    promise = Promise(
        "house",
        "The house",
        "Nobody is at home.",
        "It stands",
        f"Part {number} stands",
        (id_,),
        (line,),
        False,
        (),
        "features/house.feature",
        5,
    )
    seen = "" if outcome == "met" else f"part {number} leans {HOSTILE}"
    asked = Asked("agents", f"how it stands {HOSTILE}", "exit 0", 0.01, f"stat {id_}\n" if number else LONG)
    observation = Observation(
        id_, outcome, seen, {}, (Step("Then it stands", "held", {"part": f"Part({HOSTILE})"}),), (asked,), HOSTILE, 0.25
    )
    repair = Repair("prop", "safe", "done", (id_,), "", (Planned(f"prop {HOSTILE}", f"-{HOSTILE}\n+straight"),), ("prop",))
    return Finding(
        Requirement(id_, "must", "safe", "host", False, "house", ("Host",)),
        promise,
        observation,
        outcome,
        before=observation,
        repair=repair if outcome in {"fixed", "fix failed"} else None,
        by_hand=(f"hold {HOSTILE}",),
        proof=Proof("proven", ("house/lean",), "0123456789ab") if number else Proof(),
        waiver=WAIVER if outcome == "waived" else None,
        vouched=VOUCHED if outcome == "attested" else None,
    )


@pytest.fixture
def document() -> Document:
    """One row of each outcome, with hostile text in every place that answers reach."""
    findings = tuple(finding(number, outcome) for number, outcome in enumerate(OUTCOMES))
    unbuilt = Finding(
        Requirement("house.x", "intent", "manual", "host", True, "house", ()),
        None,
        Observation("house.x", "unseen", "not built yet"),
        "unseen",
    )
    repairs = tuple(one.repair for one in findings if one.repair)
    return results.document(RUN, (*findings, unbuilt), repairs, (WAIVER,))


def leave(document: Document, run: str, folder: Path) -> None:
    """What a run leaves for those who check it: its line, then its results."""
    told = {**document, "run": run}
    text = results.dumps(told)
    history.append(folder, told, text.encode())
    (folder / run).mkdir()
    output.put(folder / run / "results.json", text)


@pytest.fixture
def folder(document: Document, tmp_path: Path) -> Path:
    """Five runs, one after another."""
    for number in range(1, 6):
        leave(document, f"2026010{number}T000000Z-0000", tmp_path)
    return tmp_path
