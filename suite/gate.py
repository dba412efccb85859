"""Asked before a change: is the estate as decided, and would the change keep it so? Whatever goes wrong on the way is no yes."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from _pytest.config import create_terminal_writer
from _pytest.runner import runtestprotocol

from probes.estate import Estate
from reports import gate as verdicts
from reports.findings import Finding, Observation
from reports.gate import Answer, Reason
from reports.results import Document
from suite import ahead, audit, blame, gating, proposal, screen
from suite.audit import Audit
from suite.blame import Blame
from suite.budget import Budget
from suite.outcomes import REQUIREMENT
from suite.proposal import Change
from suite.verdicts import NOT_REACHED

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
BEGAN = time.monotonic()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    gating.add(parser)
    config = pluginmanager.get_plugin("pytestconfig")
    if isinstance(config, pytest.Config) and "--gate" in config.invocation_params.args:
        config.add_cleanup(partial(_speak, config))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, object, object]:
    """What is wrong with the command line, the estate or the change is inconclusive, in one line."""
    try:
        return (yield)
    except pytest.UsageError as error:
        if not config.option.gate:
            raise
        sys.stderr.write("".join(f"{line}\n" for line in verdicts.words(_unasked(str(error), UNSEEN))))
        return UNSEEN


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.option.gate and (config.args_source is pytest.Config.ArgsSource.ARGS or not audit.meant(config)):
        raise pytest.UsageError("--gate asks all of the features: name no paths, and start it in the folder of the suite")


def begin(config: pytest.Config, found: Audit) -> None:
    """Lay the change on the estate, and send what pytest says to stderr. Raises UsageError when the change cannot be held."""
    asked = found.options.gate
    if asked is None:
        return
    for name in proposal.HANDED_ON:
        os.environ.pop(name, None)
    place = Path(tempfile.mkdtemp(prefix="adr023-gate-"))
    config.add_cleanup(partial(shutil.rmtree, place, ignore_errors=True))
    try:
        changes = proposal.find(asked.change, found.estate) if asked.change else ()
        heads = {change.name: proposal.tree(change.head, place / f"head-{change.name}") for change in changes}
    except proposal.NoProposal as error:
        raise pytest.UsageError(str(error)) from error
    config.stash[ASKED] = Asked(Budget(asked.budget, BEGAN), found.estate, changes, place)
    found.estate = proposal.applied(found.estate, changes, heads)
    config.option.verbose = config.option.verbose or -1


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """From here on pytest speaks to people; stdout is the verdict's."""
    if ASKED in session.config.stash:
        screen.reporter(session.config)._tw = create_terminal_writer(session.config, sys.stderr)  # noqa: SLF001  (there is no public way)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """When the time is over nothing more is asked."""
    asked = item.config.stash.get(ASKED, None)
    if asked and asked.budget.spent and not asked.blaming:
        pytest.exit(f"the time budget of {asked.budget.seconds:g} s was spent; what was not seen by then is unseen", UNSEEN)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    asked = item.config.stash.get(ASKED, None)
    if asked is None:
        return (yield)
    with asked.budget.during(asked.named.name):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """After the look at the estate with the change: whose fault is what does not hold?"""
    done = yield
    found, asked = audit.of(session.config), session.config.stash.get(ASKED, None)
    if found and asked and asked.changes:
        tags, asked.blaming = proposal.reaches(asked.named, asked.changes), True
        bad = {
            id_: seen for id_, seen in found.looks[-1].items() if seen.outcome in blame.BAD and tags.intersection(found.promises[id_].tags)
        }
        asked.blames = blame.find(blame.Case(asked.named, asked.changes, partial(_look, session, found, asked), asked.place), bad)
    return done


def _look(session: pytest.Session, found: Audit, asked: Asked, estate: Estate, ids: Collection[str]) -> dict[str, Observation]:
    """Some rows of another estate, beside the run's own look. Raises TooLate."""
    items = [item for item in session.items if item.stash.get(REQUIREMENT, None) in ids]
    kept, before, found.looks[-1], found.estate = found.looks[-1], found.estate, {}, estate
    ahead.of(session.config).turn(estate)
    try:
        for item, after in zip(items, [*items[1:], None], strict=True):
            runtestprotocol(item, log=False, nextitem=after)
        if asked.budget.spent:
            raise blame.TooLate
        return found.looks[-1]
    finally:
        found.looks[-1], found.estate = kept, before


def conclude(session: pytest.Session, findings: tuple[Finding, ...], document: Document, report: str) -> None:
    """Keep the verdict for stdout, say it on stderr, and let pass what is overridden."""
    asked, found, base = session.config.stash[ASKED], audit.of(session.config), document["baseline"]
    assert found
    assert found.options.gate
    reasons = [_reason(asked, one, base["old"] if base else ()) for one in findings if _stands(one)]
    asked.answer = Answer(
        exit_code=int(session.exitstatus),
        reasons=(*([Reason(None, "unseen", found.note)] if found.note else []), *reasons),
        run=found.run,
        target=found.estate.name,
        change=found.options.gate.change or None,
        override=document["override"],
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


def _unasked(why: str, code: int) -> Answer:
    return Answer(code, (Reason(None, "unseen", " ".join(why.split())),))


def _speak(config: pytest.Config) -> None:
    """The last thing that a gate does, however it ended: its verdict, alone on stdout."""
    asked, error = config.stash.get(ASKED, None), sys.exception()
    if asked and asked.answer:
        answer = asked.answer
    elif isinstance(error, pytest.UsageError):
        code = UNSEEN if config.args else int(pytest.ExitCode.USAGE_ERROR)  # without arguments the command line was not understood
        answer = _unasked(str(error).rpartition("error: ")[2].splitlines()[0], code)
    else:
        answer = _unasked("the run ended before there was a verdict; stderr has more", int(pytest.ExitCode.INTERRUPTED))
    sys.stdout.write(json.dumps(verdicts.document(answer), ensure_ascii=False) + "\n")
    sys.stdout.flush()
