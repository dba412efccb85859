"""Which variables are traps, and which of those that somebody sets spring one. Pure: also held against a unit that is on no disk yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from probes.units import Unit, Variable

Rule = Literal["set", "true", "elsewhere"]
"""When a value counts: any that is not empty, one that says yes, one that is neither empty nor the vendor's own address."""
Traps = Mapping[str, Rule]
HARMLESS: Mapping[Rule, frozenset[str]] = {
    "set": frozenset({"empty"}),
    "true": frozenset({"empty", "false", "official", "set"}),
    "elsewhere": frozenset({"empty", "official"}),
}


def traps(table: Sequence[Sequence[str]]) -> Traps:
    """The traps of a feature's table: first column the name; the second the rule where the head says "counts when", else "set"."""
    ruled = table[0][1] == "counts when"
    return {row[0]: row[1] if ruled else "set" for row in table[1:]}  # type: ignore[misc]  # a typo in the table is a KeyError below


def sprung(known: Traps, variables: Iterable[Variable]) -> tuple[Variable, ...]:
    """Those that spring a trap, each with the place that sets it."""
    return tuple(variable for variable in variables if variable.name in known and variable.kind not in HARMLESS[known[variable.name]])


def sprung_by(known: Traps, unit: Unit) -> tuple[Variable, ...]:
    """What a unit sets itself, and what it lets through by PassEnvironment= whatever that may hold."""
    return (*sprung(known, unit.variables), *(variable for variable in unit.passed if variable.name in known))


def listed(variables: Iterable[Variable]) -> str:
    """Names by place, for a sentence: "A and B in /x, C in /y"."""
    places: dict[str, list[str]] = {}
    for variable in variables:
        if variable.name not in places.setdefault(variable.source, []):
            places[variable.source].append(variable.name)
    return ", ".join(f"{' and '.join(names)} in {source}" for source, names in places.items())
