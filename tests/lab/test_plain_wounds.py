"""Every requirement is broken on purpose and turns red; what a machine may mend is mended."""

from __future__ import annotations

import pytest

from tests import sources
from tests.groups import Group
from tests.lab.together import batches, hold, named
from tests.repairs import REPAIR, active, due, scopes
from tests.scene import BAD, Scene


def test_a_fresh_lab_is_met(baseline: dict[str, str]) -> None:
    """In a lab that nobody broke every requirement that is built is met, the active ones included."""
    assert {id_: outcome for id_, outcome in baseline.items() if id_ in sources.scenarios() and outcome in BAD} == {}


@pytest.mark.parametrize("group", batches("plain"), ids=named)
def test_plain_wounds(scene: Scene, baseline: dict[str, str], group: Group) -> None:
    """Exactly the ids that the wounds name turn red, and a repair mends those that a machine may mend."""
    hold(group, lambda wounds: _break_and_mend(scene, baseline, wounds))


def _break_and_mend(scene: Scene, baseline: dict[str, str], group: Group) -> None:
    scene.hurt(*(wound.name for wound in group))

    looked = scene.look(*REPAIR, *scopes(), *active(group))

    red, expected = looked.red(baseline), {id_ for wound in group for id_ in wound.red}
    assert (sorted(expected - red), sorted(red - expected)) == ([], []), "not red, and red as well"
    left = {id_ for id_, outcome in looked.outcomes.items() if outcome in BAD and baseline[id_] not in BAD}
    assert sorted(left - (red - due(group, red))) == [], "not mended"
