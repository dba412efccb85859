"""Asked before a change: is the estate as decided, and would the change keep it so? Whatever goes wrong on the way is no yes."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Generator
from functools import partial
from pathlib import Path

import pytest
from _pytest.config import create_terminal_writer
from _pytest.runner import runtestprotocol

from probes.estate import Estate
from reports import gate as verdicts
from reports.findings import Observation
from suite import ahead, answering, audit, blame, gating, proposal, screen
from suite.answering import ASKED, UNSEEN, Asked
from suite.audit import Audit
from suite.budget import Budget
from suite.outcomes import REQUIREMENT

BEGAN: pytest.StashKey[float] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    gating.add(parser)
    config = pluginmanager.get_plugin("pytestconfig")
    assert isinstance(config, pytest.Config)
    config.stash[BEGAN] = time.monotonic()
    if "--gate" in config.invocation_params.args:
        config.add_cleanup(partial(answering.speak, config))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, object, object]:
    """What is wrong with the command line, the estate or the change is inconclusive, in one line; and whatever else pytest did instead is no yes."""
    try:
        return answering.unless_answered(config, (yield))
    except pytest.UsageError as error:
        if not config.option.gate:
            raise
        sys.stderr.write("".join(f"{line}\n" for line in verdicts.words(answering.unasked(str(error), UNSEEN))))
        return UNSEEN


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Raises UsageError for what the gate would not ask, or not alone."""
    gating.chosen(config.option, getattr(config.option, "numprocesses", None))
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
    config.stash[ASKED] = Asked(Budget(asked.budget, config.stash[BEGAN]), found.estate, changes, place)
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
