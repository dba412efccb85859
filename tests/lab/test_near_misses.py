"""What only looks like a break stays green, and is left alone by a repair."""

from __future__ import annotations

import pytest

from tests.groups import Group
from tests.lab.together import batches, hold, named
from tests.repairs import REPAIR, active, scopes
from tests.scene import Scene, changed


@pytest.mark.parametrize("group", batches("near-miss"), ids=named)
def test_near_misses(scene: Scene, baseline: dict[str, str], group: Group) -> None:
    """Nothing turns red, and a repair changes nothing."""
    hold(group, lambda wounds: _graze(scene, baseline, wounds))


def _graze(scene: Scene, baseline: dict[str, str], group: Group) -> None:
    scene.hurt(*(wound.name for wound in group))
    before = scene.state()

    looked = scene.look(*REPAIR, *scopes(), *active(group))

    assert {id_: looked.before[id_] for id_ in looked.red(baseline)} == {}
    assert changed(before, scene.state()) == []
