"""Nothing is missing between the list of requirements, features, steps, fixes, instructions and wounds."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from lab import wound
from lab.wound import Wound
from probes.estate import Estate, load
from remediations import manual
from reports import promises, requirements
from suite import fixes, wiring

ROOT = Path(__file__).parents[2]
ROWS = requirements.load(ROOT / "features" / "requirements.toml")
SCENARIOS = promises.read(ROOT / "features")
WOUNDS = wound.everyone()
ALLOWED = {name: frozenset(ids) for name, ids in tomllib.loads((Path(__file__).parent / "allowed.toml").read_text()).items()}
MANUAL = manual.load(ROOT / "remediations" / "manual.toml")


@pytest.fixture
def declared(pytestconfig: pytest.Config) -> fixes.Declared:
    return fixes.declared(pytestconfig)


@pytest.fixture(scope="module")
def estate() -> Estate:
    return load(ROOT / "estate.example.toml")


def test_features_steps_and_fixes(declared: fixes.Declared) -> None:
    """Names are unique, every scenario looks at something, tags are right, and each line has exactly one step definition."""
    assert wiring.malformed(SCENARIOS, ROWS) + wiring.unconnected(SCENARIOS, declared) == []


def test_what_asks_a_host_is_known() -> None:
    """A scenario is given hosts by name: those that name none go first, while the hosts answer."""
    asking = {id_ for scenario in SCENARIOS for id_ in scenario.ids if wiring.subjects(scenario) & {"agents", "dev"}}

    assert {"daemon.non-root", "isolation.dev-side", "playbooks.tools"} <= asking
    assert asking.isdisjoint({"runbook.backup-list", "container.exists", "dashboard.link", "vault.scoped-policy"})


def test_every_requirement_has_a_scenario() -> None:
    """A row of the list that nothing observes is allowed only while it stands in allowed.toml."""
    built = {id_ for scenario in SCENARIOS for id_ in scenario.ids}

    assert sorted(set(ROWS) - built - ALLOWED["not_built"]) == []


def test_every_fix_is_used(declared: fixes.Declared) -> None:
    """A fix that no scenario asks for would never run."""
    used = {tag for scenario in SCENARIOS for tag in scenario.fixes}

    assert sorted(set(declared) - used) == []


def test_every_fix_goes_where_it_says(declared: fixes.Declared) -> None:
    """The fixes that a fix needs exist, and it says what it may touch."""
    assert (
        sorted(tag for tag, (declaration, _) in declared.items() if not declaration.touches or set(declaration.needs) - set(declared)) == []
    )


def test_every_manual_row_has_instructions() -> None:
    """What a machine must not do has exact steps for a person."""
    by_hand = {id_ for scenario in SCENARIOS for id_ in scenario.ids if "manual" in scenario.tags}

    assert sorted(by_hand - set(MANUAL) - ALLOWED["no_instructions"]) == []
    assert sorted(set(MANUAL) - set(ROWS)) == []


def test_instructions_name_what_the_estate_has(estate: Estate) -> None:
    """Every {place} in an instruction is a key of the estate file."""
    lines = [line for steps in MANUAL.values() for line in steps]
    left = {place for line in lines for place in manual.places(manual.filled(line, estate))}

    assert sorted(left) == []


def test_no_list_of_exceptions_outlives_its_reason() -> None:
    """An id in allowed.toml that does not exist any more has to go."""
    assert sorted(frozenset().union(*ALLOWED.values()) - set(ROWS)) == []


def built() -> set[str]:
    return {id_ for scenario in SCENARIOS for id_ in scenario.ids}


def test_wounds_are_of_something() -> None:
    """A wound names rows that exist; a near miss turns none red, every other its own row at least."""
    odd = [one.name for one in WOUNDS if one.of not in ROWS or not set(one.red) <= set(ROWS)]
    tame = [one.name for one in WOUNDS if (one.kind == "near-miss") == bool(one.red) or (one.red and one.of not in one.red)]

    assert (odd, tame) == ([], [])


def test_every_requirement_was_broken_on_purpose() -> None:
    """Each row has exactly one plain wound and at least one near miss."""
    plain, near = (Counter(one.of for one in WOUNDS if one.kind == kind) for kind in ("plain", "near-miss"))

    assert sorted(id_ for id_ in built() - ALLOWED["no_plain_wound"] if plain[id_] != 1) == []
    assert sorted(id_ for id_ in built() - ALLOWED["no_near_miss"] if not near[id_]) == []


@pytest.mark.parametrize("one", WOUNDS, ids=lambda one: one.name)
def test_wound_is_a_plain_script(one: Wound) -> None:
    """A wound starts with a shebang, may be executed, and says in one line what an operator did."""
    assert one.file.read_text().startswith("#!/bin/sh\n")
    assert one.file.stat().st_mode & 0o111
    assert one.says
