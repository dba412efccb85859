"""Offences that no fix of the daemon's unit can mend say so, and those that one can do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probes.footing import Footing
from probes.networktarget import NetworkTarget
from steps import confinement, daemons, upkeep
from steps.outcomes import Violation
from tests.steps.test_daemon_steps import ESTATE, seen, service


@pytest.mark.parametrize(
    ("real", "writable", "words", "by_hand"),
    [
        ("/srv/dv", True, ", which leads out of the home to /srv/dv", True),
        ("/home/agent/ready", False, ", nor may its user anywhere", True),
        ("/home/agent/ready", True, "", False),
    ],
)
def test_what_no_unit_opens_is_a_persons(real: str, writable: bool, words: str, by_hand: bool) -> None:
    """A link out of the home, or a file of somebody else: another drop-in and another start would not help."""
    clone = str(ESTATE.agents.clone)
    shut = tuple(replace(path, writable=path.path != clone) for path in seen().paths)
    ground = (Footing(clone, real, writable), Footing("/home/agent", "/home/agent", writable=True))
    with pytest.raises(Violation) as found:
        confinement.may_write(service(), replace(seen(), paths=shut), ESTATE, lambda _: ground)

    assert found.value.seen.endswith(f"may not write to {clone}{words}")
    assert found.value.offence["by_hand"] is by_hand


def test_a_directory_that_is_no_clone_is_no_fault_of_the_unit() -> None:
    """Another start finds the same directory."""
    bare = replace(seen(), paths=tuple(path for path in seen().paths if not path.path.endswith("/.git")))
    with pytest.raises(Violation, match=r"has no \.git") as found:
        daemons.workdir(service(), bare, ESTATE)

    assert found.value.offence == {"by_hand": True}


@pytest.mark.parametrize(
    ("target", "enable", "by_hand"),
    [
        (NetworkTarget("loaded", ("a.service",), (), (), ("networking.service",)), ["networking.service"], False),
        (NetworkTarget("loaded", ("a.service",), (), (), ()), [], True),
        (NetworkTarget("loaded", (), ("networking.service",), (), ("b.service",)), [], False),
        (NetworkTarget("loaded", ("a.service",), ("b.service",), ("b.service",), ("c.service",)), ["c.service"], False),
    ],
)
def test_a_target_that_waits_for_nothing(target: NetworkTarget, enable: list[str], by_hand: bool) -> None:
    """What can be enabled is; where nothing can, it is for a person to choose."""
    with pytest.raises(Violation) as found:
        upkeep.pulled_in(service(), target)

    assert (found.value.offence["enable"], found.value.offence["by_hand"]) == (enable, by_hand)
