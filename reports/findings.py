"""What a run found: one observation per scenario and pass, one finding per requirement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from probes.evidence import Asked
from reports.promises import Promise
from reports.requirements import Requirement

Outcome = Literal["fix failed", "not met", "unseen", "not observed", "waived", "attested", "fixed", "does not apply", "met"]
WORST_FIRST: tuple[Outcome, ...] = get_args(Outcome)
State = Literal["planned", "held back", "nothing to do", "done", "failed"]
NOT_REACHED = "the run ended before it was looked at"
"""What is seen of a row that a run did not come to."""
Held = Literal["held", "did not hold", "not reached"]
Standing = Literal["covers", "expired", "unmatched", "needless", "not looked at"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scenario that ran: its sentence, whether it held, and the facts it had in its hands, by name, in words."""

    text: str
    held: Held
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Observation:
    """One scenario, run once. ``seen`` is one sentence; ``offence`` what a fix needs; ``trace`` our frames of a look that failed.

    ``fingerprint`` stands for what was seen, when that is not met.
    """

    id: str
    outcome: Outcome
    seen: str
    offence: dict[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    asked: tuple[Asked, ...] = ()
    trace: str = ""
    duration: float = 0.0
    fingerprint: str = ""

    @property
    def beyond_fixes(self) -> bool:
        """Whether the step that refused says that no fix could help: one that is made all the same would restart things, and be taken back."""
        return bool(self.offence.get("by_hand"))


@dataclass(frozen=True, slots=True)
class Planned:
    """One change: what will be done, in one sentence, and its diff."""

    sentence: str
    diff: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What one fix did. ``done`` are the sentences of changes that were made; ``why`` says what held it back or made it fail."""

    tag: str
    kind: str
    state: State
    ids: tuple[str, ...]
    why: str = ""
    plan: tuple[Planned, ...] = ()
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the requirement was ever seen to turn red: the wounds that did it, and the commit."""

    state: Literal["proven", "UNPROVEN"] = "UNPROVEN"
    wounds: tuple[str, ...] = ()
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """What is not met and accepted until the end of a day (UTC). ``seen`` and its ``fingerprint`` are what was accepted; ``says`` is one sentence.

    ``standing``: it covers what was seen now, or is expired, unmatched (something else was seen), needless (nothing is amiss), or its row was not looked at.
    """

    id: str
    reason: str
    owner: str
    until: str
    days_left: int
    about_to_expire: bool
    seen: str
    fingerprint: str
    standing: Standing
    says: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who vouches for a row, since when, for what, and until the end of which day (UTC)."""

    by: str
    on: str
    what: str
    until: str
    days_left: int
    about_to_expire: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one requirement. ``promise`` is None for a row that no scenario observes yet; ``before`` is the first pass, when there were two; ``scope`` the system that its fix writes to."""

    requirement: Requirement
    promise: Promise | None
    last: Observation
    outcome: Outcome
    before: Observation | None = None
    repair: Repair | None = None
    by_hand: tuple[str, ...] = ()
    proof: Proof = Proof()
    waiver: Waiver | None = None
    vouched: Vouched | None = None
    scope: str = "host"


@dataclass(frozen=True, slots=True)
class Since:
    """What a run was held against: an earlier run, and the ids that are as bad as they were then, and so not held against this one."""

    run: str
    old: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Who, what, where, when and how. ``took`` is the number of round trips to each host, one after another; ``narrowed`` says that not all requirements were looked at, since some were chosen or it was stopped before. ``who`` started it, on which machine; ``override`` says why a gate let pass what it found."""

    id: str
    mode: str
    estate: str
    estate_file: str
    started: str
    ended: str
    seconds: float
    exit_code: int
    commit: str
    versions: dict[str, str]
    options: tuple[str, ...]
    hosts: dict[str, str] = field(default_factory=dict)
    took: dict[str, int] = field(default_factory=dict)
    note: str = ""
    narrowed: bool = False
    who: str = ""
    override: str = ""
    baseline: Since | None = None


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Ordered by outcome, then by the order of the requirements list."""
    return sorted(findings, key=lambda finding: WORST_FIRST.index(finding.outcome))
