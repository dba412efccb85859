"""What an exception means: only a Violation is *not met*; any other is *unseen*."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from probes.unseen import Unseen
from reports import fingerprint, redact
from reports.findings import Observation, Outcome
from steps.outcomes import Attested, DoesNotApply, Violation
from suite import traces, watching
from suite.broken import BROKEN, together

REQUIREMENT: pytest.StashKey[str] = pytest.StashKey()
PYTEST_WORD = {"met": "passed", "attested": "passed", "waived": "skipped", "not observed": "skipped", "does not apply": "skipped"}


class NotObserved(pytest.skip.Exception):  # type: ignore[misc, name-defined]  # pytest types it as a factory
    """An active observation that this run may not make."""


SAID: dict[type, Outcome] = {DoesNotApply: "does not apply", Attested: "attested", NotObserved: "not observed"}
"""Outcomes that come with a sentence of their own."""


def observe(item: pytest.Item, call: pytest.CallInfo[Any], report: pytest.TestReport, so_far: Observation | None) -> Observation | None:
    """What one phase of a scenario decides; None when it decides nothing."""
    error = call.excinfo.value if call.excinfo else None
    if error is None and call.when != "call":
        return None
    if isinstance(error, KeyboardInterrupt | pytest.exit.Exception):
        return None
    if error and call.when == "teardown":
        return _not_cleaned(error, so_far)
    outcome, seen, offence = verdict(_with_what_broke_before(item, error))
    return Observation(
        id=item.stash[REQUIREMENT],
        outcome=outcome,
        seen=redact.text(seen, redact.CAP),
        offence=offence,
        steps=watching.steps(item),
        asked=watching.asked(item),
        trace=traces.ours(report) if outcome == "unseen" else "",
        duration=call.duration,
        fingerprint=fingerprint.of(redact.text(seen)) if outcome == "not met" else "",
    )


def _with_what_broke_before(item: pytest.Item, error: BaseException | None) -> BaseException | None:
    """A step that could not look does not make up for one that saw a violation; one that tripped took for granted what did not hold."""
    broken = item.stash.get(BROKEN, [])
    if not broken or isinstance(error, Violation):
        return error
    return together(broken, str(error) if isinstance(error, Unseen) else "")


def verdict(error: BaseException | None) -> tuple[Outcome, str, dict[str, Any]]:
    """Outcome, sentence and offence of what a scenario raised."""
    if isinstance(error, Violation):
        return "not met", error.seen, error.offence
    return (*_without_offence(error), {})


def _without_offence(error: BaseException | None) -> tuple[Outcome, str]:
    match error:
        case None:
            return "met", ""
        case DoesNotApply() | Attested() | NotObserved():
            return SAID[type(error)], str(error)
        case Unseen():
            return "unseen", str(error)
        case pytest.skip.Exception():
            return "unseen", f"a step was skipped: {error}"
    first = (str(error).strip().splitlines() or [""])[0]
    return "unseen", f"the look itself failed: {type(error).__name__}{': ' if first else ''}{first}"


def _not_cleaned(error: BaseException, so_far: Observation | None) -> Observation | None:
    """A clean-up that failed spoils what was met, and nothing worse."""
    if so_far is None or so_far.outcome != "met":
        return None
    return replace(so_far, outcome="unseen", seen=f"the look was not cleaned up: {verdict(error)[1]}")


def say(report: pytest.TestReport, observation: Observation) -> None:
    """Make pytest's own report say the same as the observation, in one sentence."""
    report.outcome = PYTEST_WORD.get(observation.outcome, "failed")  # type: ignore[assignment]
    report.observation = observation  # type: ignore[attr-defined]
    if report.outcome == "skipped":
        report.longrepr = (*report.location[:1], report.location[1] or 0, f"Skipped: {observation.seen}")
    if report.outcome == "failed":
        report.longrepr = f"{observation.id} {observation.outcome}: {observation.seen}"
