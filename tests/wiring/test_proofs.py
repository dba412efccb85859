"""No requirement is believed that was not seen to turn red, and no proof is older than what it proves."""

from __future__ import annotations

import inspect

from lab import wound as wounds
from reports import proofs
from tests import sources
from tests.wiring.test_wiring import ALLOWED, ROOT, built

RECORDS = proofs.load(ROOT / "reports" / "proofs.json")
WOUNDS = {wound.name: wound for wound in wounds.everyone()}


def test_no_proof_is_stale() -> None:
    """A scenario, step, probe, fix or wound that changed since its proof has to be proven again: python -m tests.prove --stale."""
    sources.load()

    assert [name for name, record in RECORDS.items() if name in WOUNDS and record.digest != sources.digest(WOUNDS[name])] == []


def test_no_proof_is_of_nothing() -> None:
    """A proof whose wound is gone has to go as well."""
    assert sorted(RECORDS.keys() - WOUNDS.keys()) == []


def test_every_wound_is_proven() -> None:
    """A wound that nobody saw proves nothing: python -m tests.prove --stale."""
    assert sorted(WOUNDS.keys() - RECORDS.keys()) == []


def test_every_requirement_is_proven() -> None:
    """Each row was seen red by its plain wound at least."""
    seen = {id_ for record in RECORDS.values() for id_ in record.red}

    assert sorted(built() - seen - ALLOWED["unproven"]) == []


def test_every_program_for_a_host_belongs_to_a_probe() -> None:
    """What runs on a host is part of the proofs of whatever asks it: changed, they are stale."""
    files = {file for folder, kind in (("probes", "*.sh"), ("probes/host", "[!_]*.py")) for file in (ROOT / folder).glob(kind)}
    named = {file for module in sources.modules("probes") for file in sources.scripts(module.__name__, inspect.getsource(module))}

    assert sorted(files - named) == []
