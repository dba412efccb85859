"""``--matrix``: from each sentence of the ADR to what keeps it, and back, with every gap marked. Touches no host.

A sentence is told by its place and section: its words stand in the ADR alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from remediations import manual
from reports import proofs, requirements
from reports.promises import Promise
from reports.requirements import Requirement
from suite import audit, fixes, origins

GAP = "GAP"


@dataclass(frozen=True, slots=True)
class Sentence:
    """``ids`` keep it; where nothing has to, ``reason`` says why."""

    place: int
    section: str
    ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement with all that hangs on it. ``fix`` is a tag, "by hand", or nothing; ``wounds`` are those that were seen to turn it red."""

    requirement: Requirement
    sentences: tuple[str, ...]
    scenario: Promise | None
    probes: tuple[str, ...]
    fix: str
    kind: str
    wounds: tuple[str, ...]

    @property
    def gaps(self) -> list[str]:
        id_ = self.requirement.id
        return [
            *([f"{id_} keeps no sentence of the ADR"] if not self.sentences else []),
            *([f"{id_} has no scenario"] if self.scenario is None else []),
            *([f"{id_} uses no probe"] if self.scenario and not self.probes else []),
            *([f"{id_} has neither a fix nor instructions"] if not self.fix else []),
            *([f"{id_} is UNPROVEN: no wound was seen to turn it red"] if not self.wounds else []),
        ]


def answer(config: pytest.Config, scenarios: list[Promise]) -> list[str]:
    """The lines that --matrix asks for."""
    sentences = tuple(_sentences(audit.features(config) / "adr-023.sentences.toml"))
    rows = list(_rows(config, scenarios, sentences))
    gaps = [*_unkept(sentences, {row.requirement.id for row in rows}), *(gap for row in rows for gap in row.gaps), *_unused(config, rows)]
    return [
        "sentence -> requirements", *_forward(sentences), "",
        "requirement -> scenario -> probes -> fix -> wounds", *(line for row in rows for line in _chain(row)), "",
        *_backward(rows),
        f"{len(gaps)} gaps" if gaps else "no gap", *(f"  {GAP} {gap}" for gap in gaps),
    ]  # fmt: skip


def _sentences(file: Path) -> Iterator[Sentence]:
    """Nothing for a project without a map."""
    table: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(file.read_text()) if file.exists() else {}
    for section, held in table.items():
        for place, row in held.items():
            yield Sentence(int(place), section, tuple(row.get("ids", ())), str(row.get("decides_nothing", "")))


def _rows(config: pytest.Config, scenarios: list[Promise], sentences: tuple[Sentence, ...]) -> Iterator[Row]:
    told = {id_: scenario for scenario in scenarios for id_ in scenario.ids}
    kept = origins.turned((str(sentence.place), sentence.ids) for sentence in sentences)
    known, records = fixes.declared(config), proofs.load(config.rootpath / "reports" / "proofs.json")
    by_hand = manual.load(config.rootpath / "remediations" / "manual.toml")
    for id_, requirement in requirements.load(audit.features(config) / "requirements.toml").items():
        scenario = told.get(id_)
        tag = next(iter(scenario.fixes), "") if scenario else ""
        fix = tag if tag in known else "by hand" if id_ in by_hand else ""
        kind = known[tag][0].kind if tag in known else ""
        found = origins.probes(scenario) if scenario else ()
        yield Row(requirement, tuple(kept.get(id_, ())), scenario, found, fix, kind, proofs.of(id_, records).wounds)


def _forward(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    section = ""
    for sentence in sentences:
        if sentence.section != section:
            section = sentence.section
            yield f"  {section}"
        kept = ", ".join(sentence.ids) or (f"decides nothing: {sentence.reason}" if sentence.reason else f"{GAP}: mapped to nothing")
        yield f"    {sentence.place:>3} -> {kept}"


def _chain(row: Row) -> Iterator[str]:
    yield f"  {row.requirement.id} ({row.requirement.level}), of {_sentences_of(row)}"
    yield f"    -> {row.scenario.name} ({row.scenario.file}:{row.scenario.number})" if row.scenario else f"    -> {GAP}: no scenario"
    yield f"    -> {', '.join(row.probes) or f'{GAP}: no probe'}"
    yield f"    -> {row.fix}{f' ({row.kind})' if row.kind else ''}" if row.fix else f"    -> {GAP}: neither a fix nor instructions"
    yield f"    -> {', '.join(row.wounds) or f'{GAP}: UNPROVEN, by no wound'}"


def _sentences_of(row: Row) -> str:
    return f"sentence{'s' if len(row.sentences) > 1 else ''} {', '.join(row.sentences)}" if row.sentences else f"{GAP}: no sentence"


def _backward(rows: list[Row]) -> Iterator[str]:
    by_id = {row.requirement.id: row for row in rows}
    for what, named in (
        ("wound", lambda row: row.wounds),
        ("fix", lambda row: [row.fix] if row.kind else []),
        ("probe", lambda row: row.probes),
    ):
        yield f"{what} -> requirements -> sentences"
        for name, ids in origins.turned((row.requirement.id, named(row)) for row in rows).items():
            places = sorted({place for id_ in ids for place in by_id[id_].sentences}, key=int)
            yield f"  {name} -> {', '.join(ids)} -> {', '.join(places) or f'{GAP}: no sentence'}"
        yield ""


def _unkept(sentences: tuple[Sentence, ...], known: set[str]) -> Iterator[str]:
    for sentence in sentences:
        if not sentence.ids and not sentence.reason:
            yield f"sentence {sentence.place} ({sentence.section}) is mapped to nothing"
        yield from (f"sentence {sentence.place} is kept by {id_}, which does not exist" for id_ in sentence.ids if id_ not in known)


def _unused(config: pytest.Config, rows: list[Row]) -> Iterator[str]:
    """A fix that no requirement asks for."""
    used = {row.fix for row in rows}
    yield from (f"fix {tag} serves no requirement" for tag in sorted(fixes.declared(config)) if tag not in used)
