"""What a run found: one observation per scenario and pass, one finding per requirement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from reports.promises import Promise
from reports.requirements import Requirement

Outcome = Literal["fix failed", "not met", "unseen", "not observed", "waived", "attested", "fixed", "does not apply", "met"]
WORST_FIRST: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one step held in its hands: the step's text, whether it held, and the facts, by name, in words."""

    step: str
    outcome: Literal["held", "did not hold", "not reached"]
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One scenario, run once. ``seen`` is one sentence; ``offence`` what a fix needs; ``duration`` seconds."""

    id: str
    outcome: Outcome
    seen: str
    offence: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    duration: float = 0.0


@dataclass(frozen=True, slots=True)
class Repair:
    """What one fix did. ``plan`` is what it would change, as sentence and diff; ``done`` the sentences of changes that were made."""

    tag: str
    kind: str
    state: Literal["planned", "held back", "nothing to do", "done", "failed"]
    ids: tuple[str, ...]
    why: str = ""
    plan: tuple[tuple[str, str], ...] = ()
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one requirement. ``promise`` is None for a row that no scenario observes yet; ``before`` is the first pass's outcome."""

    requirement: Requirement
    promise: Promise | None
    last: Observation
    outcome: Outcome
    before: Observation | None = None
    repair: Repair | None = None
    steps: tuple[str, ...] = ()
    proof: str = "UNPROVEN"


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Ordered by outcome, then by the order of the requirements list."""
    return sorted(findings, key=lambda finding: WORST_FIRST.index(finding.outcome))
