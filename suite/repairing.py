"""The items between the passes: each fix is drafted, the plan is shown, each fix is applied; each is an item of pytest's own."""

from __future__ import annotations

import inspect
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from testinfra.host import Host

from probes.connection import link_of
from probes.unseen import Unseen
from remediations import hands as far
from remediations import tools as toolbox
from remediations.fix import Offences
from remediations.hands import Hands
from remediations.plan import Draft
from remediations.refusals import TargetLocked, TargetLost
from remediations.toolkit import Tools
from suite import audit, keeping, planshow, work
from suite.audit import Audit
from suite.names import somebody
from suite.work import Work

FUNCTION: pytest.StashKey[Callable[..., Any]] = pytest.StashKey()
OFFENCES: pytest.StashKey[Offences] = pytest.StashKey()


@pytest.fixture
def offences(request: pytest.FixtureRequest) -> Offences:
    """All offences of the fix that is being drafted."""
    return request.node.stash[OFFENCES]  # type: ignore[no-any-return]


@pytest.fixture
def disruption_allowed(request: pytest.FixtureRequest) -> bool:
    """Whether this run may restart something: a safe fix with a restart as its last word leaves it out when not."""
    found = audit.of(request.config)
    return bool(found and found.options.allow_disruption)


@pytest.fixture(scope="session")
def hands(agents: Host) -> Hands:
    """The target program on agents."""
    return far.take("agents", link_of(agents).start)


@pytest.fixture(scope="session")
def tools(request: pytest.FixtureRequest, hands: Hands) -> Iterator[Tools]:
    """What carries a plan out, with the target's lock when something will be changed."""
    found = audit.of(request.config)
    assert found, "only an audit repairs"
    told = found.options
    name = found.run if len(found.looks) == 1 else f"{found.run}-back"
    made = Tools(name, hands, request.getfixturevalue, told.report_dir / found.run, told.allow_disruption, lambda: _log_in(request))
    if told.remediate:
        _begin(found, made)
    yield made
    hands.end(name) if told.remediate else hands.channel.close()


def _log_in(request: pytest.FixtureRequest) -> None:
    """Prove that one can still get in: by a login of its own. Raises Unseen."""
    other = link_of(request.getfixturevalue("agents")).another()
    try:
        other.run("true", about="a fresh login")
    finally:
        other.close()


def _begin(found: Audit, made: Tools) -> None:
    try:
        sentences = made.hands.begin(made.run, somebody(), socket.gethostname())
    except TargetLocked as locked:
        found.stopped, found.note = "target locked", str(locked)
        raise
    found.note = ". ".join([*sentences, *toolbox.recover(made, found.options.report_dir)])


def settlement(session: pytest.Session) -> list[pytest.Item]:
    """Where nothing is to be mended: an item that settles what a killed run left, if one did."""
    return [_item(session, toolbox.recover, "settle", _settle)]


def _settle(request: pytest.FixtureRequest) -> None:
    """Asked without the lock, so that a run with nothing to do writes nothing and is in nobody's way."""
    found = audit.of(request.config)
    assert found
    try:
        left = toolbox.left(mine := request.getfixturevalue("hands"), found.options.report_dir)
    except (Unseen, TargetLost) as error:
        found.note = f"whether an earlier run was broken off could not be seen: {error}"
        return
    request.getfixturevalue("tools") if left else mine.channel.close()


class FixItem(pytest.Function):
    """A fix as pytest shows it: named by its tag, placed where its function stands."""

    def reportinfo(self) -> tuple[Path, int | None, str]:
        function = self.stash[FUNCTION]
        return Path(inspect.getfile(function)), function.__code__.co_firstlineno - 1, self.name


def _item(session: pytest.Session, function: Callable[..., Any], name: str, act: Callable[[pytest.FixtureRequest], None]) -> FixItem:
    module = pytest.Module.from_parent(session, path=Path(inspect.getfile(function)))
    item: FixItem = FixItem.from_parent(module, name=name, callobj=act)
    item.stash[FUNCTION] = function
    return item


def drafts(session: pytest.Session, todo: Work) -> list[pytest.Item]:
    """An item for each fix that drafts its changes, and one that makes the plan of all."""
    items: list[pytest.Item] = []
    for fix in () if todo.kept else todo.fixes.values():
        item = _item(session, fix.function, f"draft {fix.tag}", _drafter(todo, fix.tag))
        item.stash[OFFENCES] = fix.offences
        items.append(item)
    return [*items, _item(session, toolbox.make, "plan", _planner(todo))]


def _drafter(todo: Work, tag: str) -> Callable[[pytest.FixtureRequest], None]:
    def draft(request: pytest.FixtureRequest) -> None:
        todo.drafts.append(Draft(tag, tuple(request.getfixturevalue(tag))))

    return draft


def _planner(todo: Work) -> Callable[[pytest.FixtureRequest], None]:
    def plan(request: pytest.FixtureRequest) -> None:
        todo.plan = keeping.plan(request, todo)
        todo.agreed = planshow.agree(request.config, todo)

    return plan


def applications(session: pytest.Session, todo: Work) -> list[pytest.Item]:
    """An item for each fix that carries the plan forward to the fix's last step."""
    return [_item(session, todo.fixes[tag].function, tag, _applier(todo, tag)) for tag in todo.order()]


def _applier(todo: Work, tag: str) -> Callable[[pytest.FixtureRequest], None]:
    def apply(request: pytest.FixtureRequest) -> None:
        if todo.plan is None:
            pytest.skip("there is no plan")
        if not todo.agreed:
            pytest.skip("nobody agreed to the plan")
        if why := todo.fixes[tag].held_back:
            pytest.skip(why)
        work.carry_forward(todo, request.getfixturevalue("tools"), tag)
        if tag in todo.failed:
            _give_up(request, todo, tag)

    return apply


def _give_up(request: pytest.FixtureRequest, todo: Work, tag: str) -> None:
    """Take back what was made for a fix that failed, and fail its item with one sentence."""
    undone, refusal = _undo(request, todo, [*todo.failed]), todo.failed[tag]
    found = audit.of(request.config)
    assert found
    if refusal.why == "stuck" or not undone:
        found.stopped = "rollback failed"
    elif refusal.why == "stale":
        found.stopped = "plan stale"
    pytest.fail(refusal.sentence, pytrace=False)


def withdrawals(session: pytest.Session, todo: Work) -> list[pytest.Item]:
    """An item for each fix that did not help, which takes it back."""
    return [_item(session, todo.fixes[tag].function, f"take back {tag}", _withdrawer(todo, tag)) for tag in sorted(todo.idle)]


def _withdrawer(todo: Work, tag: str) -> Callable[[pytest.FixtureRequest], None]:
    def withdraw(request: pytest.FixtureRequest) -> None:
        found = audit.of(request.config)
        assert found
        if not _undo(request, todo, [*todo.idle, *todo.failed]):
            found.stopped = "rollback failed"
            pytest.fail(f"{tag} could not be taken back", pytrace=False)

    return withdraw


def _undo(request: pytest.FixtureRequest, todo: Work, tags: list[str]) -> bool:
    """Undo the steps that were made for these fixes alone. Says whether all of them were undone."""
    found, with_ = audit.of(request.config), request.getfixturevalue("tools")
    assert found
    chosen = [seq for seq in todo.only(tags) if seq not in todo.taken_back]
    rows = toolbox.take_back(with_, found.run, with_.folder, chosen) if chosen else []
    todo.taken_back.update(row["seq"] for row in rows if row["undone"])
    return all(row["undone"] for row in rows)
