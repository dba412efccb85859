"""What an exception means: only a Violation is *not met*; any other is *unseen*."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from typing import Any

import pytest

from probes.unseen import Unseen
from reports.findings import Evidence, Observation, Outcome
from steps.outcomes import DoesNotApply, Violation

EVIDENCE: pytest.StashKey[list[Evidence]] = pytest.StashKey()
REQUIREMENT: pytest.StashKey[str] = pytest.StashKey()
PYTEST_WORD = {"met": "passed", "not observed": "skipped", "does not apply": "skipped"}


class NotObserved(pytest.skip.Exception):  # type: ignore[misc, name-defined]  # pytest types it as a factory
    """An active observation that this run may not make."""


def observe(item: pytest.Item, call: pytest.CallInfo[Any], so_far: Observation | None) -> Observation | None:
    """What one phase of a scenario decides; None when it decides nothing."""
    error = call.excinfo.value if call.excinfo else None
    if error is None:
        return _held(item, call) if call.when == "call" else None
    if isinstance(error, KeyboardInterrupt | pytest.exit.Exception):
        return None
    if call.when == "teardown":
        return _not_cleaned(error, so_far)
    outcome, seen, offence = verdict(error)
    return Observation(item.stash[REQUIREMENT], outcome, seen, offence, _evidence(item), call.duration)


def verdict(error: BaseException) -> tuple[Outcome, str, dict[str, Any]]:
    """Outcome, sentence and offence of what a step raised."""
    match error:
        case Violation():
            return "not met", error.seen, error.offence
        case DoesNotApply():
            return "does not apply", error.reason, {}
        case NotObserved():
            return "not observed", str(error), {}
        case Unseen():
            return "unseen", str(error), {}
        case pytest.skip.Exception():
            return "unseen", f"a step was skipped: {error}", {}
    first = (str(error).strip().splitlines() or [""])[0]
    return "unseen", f"the look itself failed: {type(error).__name__}{': ' if first else ''}{first}", {}


def _held(item: pytest.Item, call: pytest.CallInfo[Any]) -> Observation:
    return Observation(item.stash[REQUIREMENT], "met", "", {}, _evidence(item), call.duration)


def _not_cleaned(error: BaseException, so_far: Observation | None) -> Observation | None:
    """A clean-up that failed spoils what was met, and nothing worse."""
    if so_far is None or so_far.outcome != "met":
        return None
    return replace(so_far, outcome="unseen", seen=f"the look was not cleaned up: {verdict(error)[1]}")


def _evidence(item: pytest.Item) -> tuple[Evidence, ...]:
    noted: list[Evidence] = item.stash.setdefault(EVIDENCE, [])
    return tuple(noted)


def note(item: pytest.Item, evidence: Evidence) -> None:
    item.stash.setdefault(EVIDENCE, []).append(evidence)


def facts(arguments: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """The facts among a step's arguments, by name, in words: frozen values of the probes; never hosts, clients or the estate."""
    return tuple((name, repr(value)) for name, value in arguments.items() if _is_fact(value))


def _is_fact(value: object) -> bool:
    if isinstance(value, tuple | list | frozenset | set):
        return bool(value) and all(_is_fact(one) for one in value)
    return is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith("probes.")


def say(report: pytest.TestReport, observation: Observation) -> None:
    """Make pytest's own report say the same as the observation, in one sentence."""
    report.outcome = PYTEST_WORD.get(observation.outcome, "failed")  # type: ignore[assignment]
    report.observation = observation  # type: ignore[attr-defined]
    if report.outcome == "failed":
        report.longrepr = f"{observation.id} {observation.outcome}: {observation.seen}"
