"""How tests repair a lab: everything allowed, on every system, unasked; and what may then still be red."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lab.wound import Wound
from reports.promises import read
from suite import fixes
from tests import sources
from tests.scene import ROOT

REPAIR = ("--remediate", "--allow-disruption", "--yes")
ACTIVE = ("--active",)


def active(group: Iterable[Wound]) -> tuple[str, ...]:
    """Active observations take their time, so they are made where a wound is about one."""
    rows = {id_ for id_, promise in sources.scenarios().items() if "active" in promise.tags}
    return ACTIVE if any(rows.intersection({wound.of, *wound.red}) for wound in group) else ("--no-active",)


@cache
def declared() -> fixes.Declared:
    return fixes.declared_in(sources.modules("remediations"))


def scopes() -> list[str]:
    """--fix-scope for every system that a fix writes to."""
    systems = {declaration.scope for declaration, _ in declared().values()} - {"host"}
    return [word for system in sorted(systems) for word in ("--fix-scope", system)]


@cache
def by_fix() -> frozenset[str]:
    """The rows that a machine may mend; a patch only proposes."""
    tags = {tag for tag, (declaration, _) in declared().items() if declaration.kind != "patch"}
    return frozenset(id_ for promise in read(ROOT / "features") for id_ in promise.ids if tags.intersection(promise.fixes))


def due(group: Iterable[Wound], red: set[str]) -> set[str]:
    """Which of the red rows a repair must turn green, when each wound of a group answers for its own rows."""
    return {id_ for wound in group for id_ in mendable(wound, red & set(wound.red))}


def mendable(wound: Wound, red: set[str]) -> set[str]:
    """Which of these rows a repair must turn green: those with a fix, without the ones that the wound's head says must stay (``# stays: id ...``)."""
    stays = re.search(r"^# stays: *(.*)$", wound.file.read_text(), flags=re.MULTILINE)
    return (red & by_fix()) - set(stays[1].split() if stays else ())
