"""Systems that others write to as well: their change survives ours, or ours is not made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from lab.homelab import Homelab
from remediations import journal, systems
from remediations.plan import Step
from remediations.refusals import Refusal
from remediations.toolkit import Tools
from tests.changes.shared import SYSTEMS, Shared


@pytest.fixture(params=SYSTEMS, ids=lambda system: system.__name__)
def shared(request: pytest.FixtureRequest, lab: Homelab) -> Iterator[list[Shared]]:
    """Every kind of change that one system knows."""
    with request.param(lab) as found:
        yield found


def _made(one: Shared, folder: Path) -> tuple[bool, Any, Any]:
    """Whether it was made, and what was seen before and was wanted."""
    client = one.client()
    seen = one.change.look(client)
    step = Step(1, ("x",), one.change, systems.digest(seen), "", "")
    wanted = one.change.want(seen)
    return systems.apply(Tools("r", cast("Any", None), lambda _: client, folder), step, one.change), seen, wanted


def test_a_change_beside_ours_survives(shared: list[Shared], tmp_path: Path) -> None:
    """Somebody else writes the same object between our last look and our write: what they wrote stays, and ours is made."""
    for number, one in enumerate(one for one in shared if one.beside):
        assert one.beside
        done: list[object] = []
        one.due.append(lambda act=one.beside, done=done: done.append(act()))  # type: ignore[misc]

        made, seen, wanted = _made(one, tmp_path / str(number))

        assert (made, len(done)) == (True, 1)
        now = one.change.look(one.client())
        one.beside()
        assert one.change.look(one.client()) == now
        assert systems.came_out(now, seen, wanted)


def test_a_change_of_the_same_thing_is_not_overwritten(shared: list[Shared], tmp_path: Path) -> None:
    """Somebody else writes the very thing between our last look and our write: refused as stale, and theirs stays."""
    for number, one in enumerate(one for one in shared if one.here):
        assert one.here
        one.due.append(one.here)

        with pytest.raises(Refusal) as refusal:
            _made(one, tmp_path / str(number))

        assert refusal.value.why == "stale", refusal.value
        now = one.change.look(one.client())
        one.here()
        assert one.change.look(one.client()) == now


def test_an_undo_that_is_refused_leaves_it_made(shared: list[Shared], tmp_path: Path) -> None:
    """Somebody else writes the very thing just before ours is taken back: theirs stays, and the journal says that ours was made, and why it stays."""
    for number, one in enumerate(one for one in shared if one.here):
        assert one.here
        folder = tmp_path / str(number)
        _made(one, folder)
        kit = Tools("r", cast("Any", None), {one.change.system: one.client()}.__getitem__, folder)
        one.due.append(one.here)

        row = systems.undo(kit, folder, 1, journal.last_words(folder)[1])

        assert not row["undone"]
        assert journal.unsettled(tmp_path) == []
        told = systems.told(journal.last_words(folder)[1])
        assert (told["state"], told["because"]) == ("done", row["because"])
        again = systems.undo(kit, folder, 1, journal.last_words(folder)[1])
        assert "was changed since by somebody else" in again["because"]
