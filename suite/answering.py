"""The gate's verdict: kept for stdout as the last thing of a run, and told to people on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from probes.estate import Estate
from reports import gate as verdicts
from reports.findings import NOT_REACHED, Finding
from reports.gate import Answer, Reason
from reports.results import Document
from suite import audit, blame, screen
from suite.blame import Blame
from suite.budget import Budget
from suite.proposal import Change

ALLOWED, UNSEEN = 0, 11


@dataclass(slots=True)
class Asked:
    """What one gate knows. ``named`` is the estate as its file has it, before the changes were laid on it; ``place`` holds trees for a while."""

    budget: Budget
    named: Estate
    changes: tuple[Change, ...]
    place: Path
    blaming: bool = False
    blames: dict[str, Blame] = field(default_factory=dict)
    answer: Answer | None = None


ASKED: pytest.StashKey[Asked] = pytest.StashKey()


def conclude(session: pytest.Session, findings: tuple[Finding, ...], document: Document, report: str) -> None:
    """Keep the verdict for stdout, say it on stderr, and let pass what is overridden."""
    asked, found, base = session.config.stash[ASKED], audit.of(session.config), document["baseline"]
    assert found
    assert found.options.gate
    recorded = session.exitstatus == document["exit_code"]  # else the report could not be written, and nothing passes without a record
    reasons = [_reason(asked, one, base["old"] if base else ()) for one in findings if _stands(one)]
    asked.answer = Answer(
        exit_code=int(session.exitstatus),
        reasons=(*([Reason(None, "unseen", found.note)] if found.note else []), *reasons),
        run=found.run,
        target=found.estate.name,
        change=found.options.gate.change or None,
        override=document["override"] if recorded else "",
        baseline=base["run"] if base else None,
        checked=len(findings),
        waived=sum(one.outcome == "waived" for one in findings),
        unseen=sum(one.outcome == "unseen" for one in findings),
        started=found.started.isoformat(timespec="milliseconds"),
        duration=round(asked.budget.used, 3),
        budget=asked.budget.seconds,
        report=report,
    )
    if asked.answer.override:
        session.exitstatus = ALLOWED
    terminal = screen.reporter(session.config)
    terminal._keyboardinterrupt_memo = None  # noqa: SLF001  (the note says it)
    for line in (*verdicts.words(asked.answer), report):
        terminal.write_line(line)


def _stands(finding: Finding) -> bool:
    """Whether a row stands against the change; what was not reached is counted, and why stands in the note."""
    return finding.outcome in blame.BAD and finding.last.seen != NOT_REACHED


def _reason(asked: Asked, finding: Finding, old: Collection[str]) -> Reason:
    id_ = finding.requirement.id
    fault = asked.blames.get(id_, Blame("estate"))
    return Reason(id_, finding.outcome, finding.last.seen, fault.cause, fault.before, fault.where, old=id_ in old)


def unless_answered(config: pytest.Config, code: object) -> object:
    """The exit code of a gate that was answered, or ended otherwise than well; of one that ended well without a verdict, no yes."""
    asked = config.stash.get(ASKED, None)
    return code if not config.option.gate or code or (asked and asked.answer) else UNSEEN


def unasked(why: str, code: int) -> Answer:
    return Answer(code, (Reason(None, "unseen", " ".join(why.split())),))


def speak(config: pytest.Config) -> None:
    """The last thing that a gate does, however it ended: its verdict, alone on stdout."""
    asked, error = config.stash.get(ASKED, None), sys.exception()
    if asked and asked.answer:
        answer = asked.answer
    elif isinstance(error, pytest.UsageError):
        code = UNSEEN if config.args else int(pytest.ExitCode.USAGE_ERROR)  # without arguments the command line was not understood
        answer = unasked(str(error).rpartition("error: ")[2].splitlines()[0], code)
    else:
        answer = unasked("the run ended before there was a verdict; stderr has more", int(pytest.ExitCode.INTERRUPTED))
    sys.stdout.write(json.dumps(verdicts.document(answer), ensure_ascii=False) + "\n")
    sys.stdout.flush()
