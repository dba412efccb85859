"""One repair for everything that is broken at once: order between fixes follows what they need, not luck."""

from __future__ import annotations

from tests import sources
from tests.allatonce import chosen, hold
from tests.repairs import ACTIVE, active
from tests.scene import Scene

SEED = 3
"""`make at-once` draws others, and with them the wounds for which drills are waited for in vain, minutes long."""


def test_all_that_go_together_are_mended_together(scene: Scene) -> None:
    """Some forty wounds in a random order: one repair turns every row green that a fix can, and a second one changes nothing."""
    sources.load()
    hurt = [wound for wound in chosen(SEED) if active([wound]) != ACTIVE]
    outcome = hold(scene, hurt)

    assert outcome.wrong == "", outcome.said
    assert outcome.mended >= outcome.wounds == len(hurt)
