"""--baseline: only what is worse than in an earlier run decides the exit code; what is shown stays true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reports import history
from reports.findings import NOT_REACHED, Finding, Since
from reports.fresh import FAR
from reports.results import Document
from reports.trends import BROKEN_OFF, looked_at_all
from suite import audit
from suite.audit import Audit

NOT_CONFIGURED = "the estate does not configure it"
"""How a probe ends that was not told where its system is."""
BAD = frozenset({"not met", "fix failed", "unseen"})


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier run: the outcome of each requirement, and the fingerprint of what was seen."""

    run: str
    outcomes: dict[str, str]
    seen: dict[str, str]


BASELINE: pytest.StashKey[Baseline] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("adr-023").addoption(
        "--baseline",
        metavar="RUN",
        nargs="?",
        const="latest",
        help="fail for what is worse than in this run alone: an id, a directory, or latest (--baseline by itself; before a path write --baseline=latest)",
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Before anything is asked: read the earlier run. Raises UsageError when it is none to compare with."""
    if (found := audit.of(config)) and config.option.baseline is not None:
        config.stash[BASELINE] = _read(config.option.baseline, found)


def of(config: pytest.Config) -> Baseline | None:
    return config.stash.get(BASELINE, None)


def _read(run: str, found: Audit) -> Baseline:
    from reports import load  # noqa: PLC0415  (the schema's reader takes 100 ms to import, and few runs need it)

    folder, estate = found.options.report_dir, found.estate.name
    try:
        document = load.document(load.find(_whole(folder, estate) if run == "latest" else run, folder))
    except load.BadResults as error:
        raise pytest.UsageError(f"--baseline: {error} (before a path write --baseline=latest)") from error
    if document["estate"] != found.estate.name:
        raise pytest.UsageError(
            f"--baseline: run {document['run']} is of {document['estate']}, and this estate is {found.estate.name}; name a run of this one"
        )
    if document["exit_code"] in BROKEN_OFF:
        raise pytest.UsageError(
            f"--baseline: run {document['run']} was broken off with exit code {document['exit_code']}; name one that went to its end"
        )
    rows = [row for row in document["requirements"] if row["seen"] != NOT_REACHED]  # nobody looked: that excuses nothing
    return Baseline(document["run"], {row["id"]: row["outcome"] for row in rows}, {row["id"]: row["fingerprint"] for row in rows})


def _whole(folder: Path, estate: str) -> str:
    """The newest run of this estate that looked at everything and still has its results. Raises UsageError when there is none."""
    try:
        past = history.recent(folder, FAR, estate=estate).entries
    except OSError as error:
        raise pytest.UsageError(f"--baseline: {error.filename}: {error.strerror}; name a run") from error
    for one in reversed(past):
        if looked_at_all(narrowed=one.narrowed, exit_code=one.exit_code) and (folder / one.run / "results.json").is_file():
            return one.run
    raise pytest.UsageError(f"--baseline: no whole run of {estate} lies below {folder} yet; make one with pytest, or name a run")


def old(findings: Iterable[Finding], base: Baseline, *, closed: bool = False) -> tuple[str, ...]:
    """The ids that are bad and were just as bad then: the same outcome, and of what is not met the same offence.

    ``closed`` is a gate's way: what could not be seen is never old, unless it is that the estate does not configure it.
    """
    return tuple(
        one.requirement.id
        for one in findings
        if one.outcome in BAD and base.outcomes.get(one.requirement.id) == one.outcome and _same(one, base, closed=closed)
    )


def _same(one: Finding, base: Baseline, *, closed: bool) -> bool:
    if one.outcome == "unseen" and (not closed or one.last.seen.endswith(NOT_CONFIGURED)):
        return True
    return one.outcome != "unseen" and base.seen.get(one.requirement.id) == one.last.fingerprint


def since(findings: Iterable[Finding], base: Baseline | None, *, closed: bool = False) -> Since | None:
    """For the results: the earlier run, and what is as bad as it was then."""
    return Since(base.run, old(findings, base, closed=closed)) if base else None


def verdict(document: Document) -> str:
    """The verdict, and beside a baseline how much of what is bad is new."""
    base = document["baseline"]
    if base is None:
        return str(document["verdict"])
    new = [row["id"] for row in document["requirements"] if row["outcome"] in BAD and row["id"] not in base["old"]]
    if not new and not base["old"]:
        return str(document["verdict"])
    told = f"new since {base['run']}: {', '.join(new)}" if new else f"none of it new since {base['run']}"
    return f"{document['verdict']} ({told})"


def note(document: Document) -> tuple[str, ...]:
    """What is old, on one line."""
    base = document["baseline"]
    if base is None:
        return ()
    old = (
        f"as bad then, and not held against this run: {', '.join(base['old'])}"
        if base["old"]
        else "nothing that is bad now was as bad then"
    )
    return (f"held against run {base['run']}: {old}",)
